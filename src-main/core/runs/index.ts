export { openStore, setStoreAside, type Store } from './open-store'
export { resolveDataFolder, rememberDataFolder, runFolder, storeFile } from './data-folder'
export { readSettings, changeSettings } from './settings'
