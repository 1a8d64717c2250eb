import { cpus } from 'node:os'
import { app } from 'electron'
import { WorkbenchError } from '#contract/problem'
import type { AppInfo } from '#contract/settings'
import { appVersion } from '#core/native/environment'
import { readManifest } from '#core/native/manifest'
import type { StoreClient } from '../processes/store-client'

/** What the window tells of the app: versions, native parts, and why the store is closed. */
export async function readAppInfo(dataFolder: string, store: StoreClient): Promise<AppInfo> {
  const { parts } = readManifest()
  const tensorflow = parts.find(({ name }) => name === 'TensorFlow')
  const native = tensorflow?.available === true
  return {
    version: appVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    systemLanguage: app.getLocale(),
    dataFolder,
    cores: cpus().length,
    backend: native ? 'tensorflow' : 'cpu',
    backendReason: native
      ? null
      : (tensorflow?.source ?? 'The set-up has not provided TensorFlow.'),
    nativeParts: parts,
    storeFailure: await storeFailure(store),
  }
}

/** Why the run history cannot be opened; null where it can. */
async function storeFailure(store: StoreClient): Promise<AppInfo['storeFailure']> {
  try {
    await store.call('open', undefined)
    return null
  } catch (error) {
    if (error instanceof WorkbenchError) {
      const { code, message, values } = error.problem
      return { code, message, values }
    }
    throw error
  }
}
