import { dialog, type BrowserWindow, type FileFilter } from 'electron'
import type { Services } from '../ipc/services'
import type { Texts } from './texts'

type Kind = Parameters<Services['dialogs']['saveFile']>[1]

const extensions: Record<Exclude<Kind, 'spec'>, string> = {
  onnx: 'onnx',
  tfjs: 'zip',
  bundle: 'zip',
  png: 'png',
  svg: 'svg',
  csv: 'csv',
}

/** The system's own dialogs; null where the user cancelled. */
export function createDialogs(
  owner: () => BrowserWindow | undefined,
  texts: () => Texts,
): Services['dialogs'] {
  const specFilter = (): FileFilter => ({
    name: texts().specFiles,
    extensions: ['inkbench.json', 'json'],
  })
  const open = async (options: Electron.OpenDialogOptions) => {
    const window = owner()
    const { filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options))
    return filePaths[0] ?? null
  }
  return {
    openSpec: () => open({ properties: ['openFile'], filters: [specFilter()] }),
    openPicture: () =>
      open({
        properties: ['openFile'],
        filters: [{ name: texts().pictures, extensions: ['png', 'jpg', 'jpeg', 'webp'] }],
      }),
    chooseFolder: () =>
      open({ properties: ['openDirectory', 'createDirectory'], title: texts().chooseFolder }),
    saveFile: async (suggestedName, kind) => {
      const filter =
        kind === 'spec'
          ? specFilter()
          : { name: kind.toUpperCase(), extensions: [extensions[kind]] }
      const options = { defaultPath: suggestedName, filters: [filter] }
      const window = owner()
      const { filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options))
      return filePath ? filePath : null
    },
  }
}
