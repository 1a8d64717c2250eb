import type { MenuCommand } from '#contract/menu'
import { until, type RunningApp } from './app'

/** What only a person at the machine can do: system dialogs are answered, menu items clicked. */

export async function answerOpenDialog(app: RunningApp, path: string) {
  await app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
}

/** The name that the app proposed is kept in main as `proposed`. */
export async function answerSaveDialog(app: RunningApp, path: string) {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (...given: unknown[]) => {
      Object.assign(globalThis, { proposed: (given.at(-1) as { defaultPath: string }).defaultPath })
      return Promise.resolve({ canceled: false, filePath })
    }
  }, path)
}

/** Whether an item of the application menu can be clicked. */
export function offeredInMenu(app: RunningApp, command: MenuCommand): Promise<boolean> {
  return app.electron.evaluate(
    ({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled === true,
    command,
  )
}

/** Clicks an item of the application menu, once it is not grey. */
export async function clickMenu(app: RunningApp, command: MenuCommand) {
  await until(
    () => offeredInMenu(app, command),
    (enabled) => enabled,
  )
  await app.electron.evaluate(({ Menu }, id) => {
    Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
  }, command)
}
