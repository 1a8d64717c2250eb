export { countConfusion } from './confusion'
export { evaluateModel } from './evaluate'
