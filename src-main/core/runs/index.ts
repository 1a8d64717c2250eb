export { openStore, type Store } from './open-store'
export { setStoreAside } from './set-aside'
export {
  defaultDataFolder,
  rememberDataFolder,
  resolveDataFolder,
  runFolder,
  storeFile,
} from './data-folder'
export { readSettings, changeSettings, carrySettings } from './settings'
