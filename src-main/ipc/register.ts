import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { pushes, requests, type Channel, type Push, type Pushed } from '#contract/channels'
import { answer, type Handler } from './answer'

export type Handlers = { [C in Channel]: Handler<C> }
export type FailureLog = (channel: Channel, message: string, detail: string | undefined) => void

/**
 * The one door between window and main. Every channel of the contract gets its
 * handler here; a call from any frame but the top one of our own page is refused.
 * @param pageOrigin such as `inkbench://app`
 */
export function registerHandlers(handlers: Handlers, pageOrigin: string, log: FailureLog): void {
  for (const channel of Object.keys(requests) as Channel[])
    register(channel, handlers, pageOrigin, log)
}

function register<C extends Channel>(
  channel: C,
  handlers: Handlers,
  pageOrigin: string,
  log: FailureLog,
) {
  ipcMain.handle(channel, async (event, payload: unknown) => {
    if (!isOurPage(event, pageOrigin)) throw new Error(`Refused: ${channel} from a foreign frame.`)
    const given = await answer(channel, payload, handlers[channel])
    if (!given.ok) log(channel, given.failure.message, given.failure.detail)
    return given
  })
}

function isOurPage(event: IpcMainInvokeEvent, pageOrigin: string): boolean {
  const frame = event.senderFrame
  return (
    frame !== null &&
    frame === event.sender.mainFrame &&
    frame.url.startsWith(`${pageOrigin}/`) &&
    BrowserWindow.fromWebContents(event.sender) !== null
  )
}

/** Tells every window; a value that the contract does not know is a mistake of ours and throws. */
export function push<P extends Push>(name: P, value: Pushed<P>): void {
  pushes[name].parse(value)
  for (const window of BrowserWindow.getAllWindows())
    if (!window.isDestroyed()) window.webContents.send(`push:${name}`, value)
}
