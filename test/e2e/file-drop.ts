import type { RunningApp } from './app'

/**
 * Holds a file from outside over the window, the way the system's file manager does it.
 * @returns what the hand may do next; one of `letGo` and `takeAway` ends it.
 */
export async function hold(app: RunningApp, file: string) {
  const session = await app.page.context().newCDPSession(app.page)
  const at = { x: 700, y: 400, data: { items: [], files: [file], dragOperationsMask: 1 } }
  const send = (type: 'dragEnter' | 'dragOver' | 'dragCancel' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, ...at })
  await send('dragEnter')
  await send('dragOver')
  await app.page.locator('.drop-overlay').waitFor()
  const end = async (type: 'dragCancel' | 'drop') => {
    // No hand is quite still: the file lies over what is shown now, not over what was drawn anew.
    await send('dragOver')
    await send(type)
    await session.detach()
  }
  return { letGo: () => end('drop'), takeAway: () => end('dragCancel') }
}

/** Drops a file from outside. */
export async function drop(app: RunningApp, file: string) {
  const held = await hold(app, file)
  await held.letGo()
}
