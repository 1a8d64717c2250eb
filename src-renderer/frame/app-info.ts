import { readonly, shallowRef } from 'vue'
import type { AppInfo } from '#contract/settings'
import { request } from '../api'

const info = shallowRef<AppInfo | null>(null)

/** Versions, native parts, data folder, and why the store is closed; null until main answered. */
export const appInfo = readonly(info)

export async function loadAppInfo(): Promise<void> {
  info.value = await request('app:info')
}
