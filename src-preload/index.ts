import { contextBridge, ipcRenderer } from 'electron'
import { z } from 'zod'
import { pushes, requests, type Push, type Workbench } from './contract/channels'

// Strict CSP: no code from strings.
z.config({ jitless: true })

const workbench: Workbench = {
  async request(channel, request) {
    if (!Object.hasOwn(requests, channel)) throw new Error(`No such channel: ${channel}`)
    return ipcRenderer.invoke(channel, request)
  },
  listen(push, listener) {
    if (!Object.hasOwn(pushes, push)) throw new Error(`No such push: ${push}`)
    const schema = pushes[push] as z.ZodType
    const forward = (_event: unknown, value: unknown) => {
      listener(schema.parse(value) as Parameters<typeof listener>[0])
    }
    ipcRenderer.on(`push:${push satisfies Push}`, forward)
    return () => ipcRenderer.off(`push:${push}`, forward)
  },
}

contextBridge.exposeInMainWorld('workbench', workbench)
