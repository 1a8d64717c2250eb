import { readonly, shallowRef, watch } from 'vue'
import type { AppInfo } from '#contract/settings'
import { request } from '../api'

const info = shallowRef<AppInfo | null>(null)

/** Versions, native parts, data folder, and why the store is closed; null until main answered. */
export const appInfo = readonly(info)

export async function loadAppInfo(): Promise<void> {
  info.value = await request('app:info')
}

/** For whoever remembers runs by their ids: another data folder has others. */
export function whenFolderChanges(forget: () => void): void {
  watch(
    () => info.value?.dataFolder,
    (_, before) => {
      if (before !== undefined) forget()
    },
  )
}
