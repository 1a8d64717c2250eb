export { openStore, type Store } from './open-store'
export { setStoreAside } from './set-aside'
export {
  defaultDataFolder,
  isGone,
  mustBeThere,
  rememberDataFolder,
  resolveDataFolder,
  runFolder,
  storeFile,
  type DataFolder,
} from './data-folder'
export { readSettings, changeSettings, carrySettings } from './settings'
