import { app, type BrowserWindow } from 'electron'
import type { Services } from '../ipc/services'
import { openSpecFile, specFileArgument } from './spec-files'

/** Experiments that the system hands over: as a word at a start, or by a double click on a file. */
export class HandedSpecFiles {
  /** What came before the page could listen is told when it has loaded. */
  private waiting = specFileArgument(process.argv)

  constructor(
    private readonly window: () => BrowserWindow | undefined,
    private readonly push: Services['push'],
    private readonly tellProblem: (error: unknown) => void,
  ) {}

  /** For the one instance that runs. */
  listen(): void {
    app.on('second-instance', (_event, words, folder) => {
      const path = specFileArgument(words, folder)
      this.window()?.focus()
      if (path) void this.open(path)
    })
    app.on('open-file', (event, path) => {
      event.preventDefault()
      if (this.window()) void this.open(path)
      else this.waiting = path
    })
  }

  /** For a page that has just loaded. */
  openWaiting(): void {
    const path = this.waiting
    this.waiting = undefined
    if (path) void this.open(path)
  }

  private async open(path: string): Promise<void> {
    try {
      this.push('spec:opened', await openSpecFile(path))
    } catch (error) {
      this.tellProblem(error)
    }
  }
}
