import { ProcessClient } from './rpc-client'
import type { StoreMethods } from './store-methods'

export type StoreClient = ProcessClient<StoreMethods>

/** @param onChanged is called when the terminal has written to the same store */
export function createStoreClient(dataFolder: string, onChanged: () => void): StoreClient {
  return new ProcessClient<StoreMethods>(
    'store.cjs',
    'Inkbench store',
    [dataFolder, String(process.pid)],
    onChanged,
  )
}
