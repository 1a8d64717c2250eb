import type { DataFolder } from '#core/runs'
import { ProcessClient } from './rpc-client'
import type { StoreMethods } from './store-methods'

export type StoreClient = ProcessClient<StoreMethods>

/**
 * @param dataFolder is asked at each start of the process: end it, and the next call works elsewhere
 * @param onChanged is called when the terminal has written to the same store
 */
export function createStoreClient(
  dataFolder: () => DataFolder,
  onChanged: () => void,
): StoreClient {
  return new ProcessClient<StoreMethods>(
    'store.cjs',
    'Inkbench store',
    () => [JSON.stringify(dataFolder()), String(process.pid)],
    onChanged,
  )
}
