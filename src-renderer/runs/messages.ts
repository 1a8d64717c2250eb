export { en } from './messages-en'
export { zhCN } from './messages-zh'
