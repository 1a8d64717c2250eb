import { randomUUID } from 'node:crypto'
import { copyFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { exportCancelled } from '#contract/export'
import { WorkbenchError } from '#contract/problem'
import { placeFile } from './file-aside'
import type { Handlers } from './register'
import type { Services } from './services'

interface Prepared {
  runId: string
  format: 'onnx' | 'tfjs' | 'bundle'
  file: string
  fileName: string
  bytes: number
}

/** Where exports wait to be saved; whatever is in it when the app starts belongs to nobody. */
export const exportsFolder = (dataFolder: string) => join(dataFolder, 'exports')

/** Exports are written and checked in a scratch folder first; saving copies them to where the user wants them. */
export function exportHandlers({ store, analysis, dataFolder, dialogs, push }: Services) {
  const prepared = new Map<string, Prepared>()
  /** Runs whose exports are being prepared, by export. */
  const preparing = new Map<string, string>()
  const drop = async (exportId: string) => {
    const file = prepared.get(exportId)?.file
    prepared.delete(exportId)
    if (file) await rm(dirname(file), { recursive: true, force: true })
  }
  return {
    'export:prepare': async ({ runId, format }) => {
      const exportId = randomUUID()
      const folder = join(exportsFolder(dataFolder()), exportId)
      const runFolder = join(dataFolder(), 'runs', runId)
      preparing.set(exportId, runId)
      try {
        const material = await store.call('getExportMaterial', { runId, format })
        if (!preparing.has(exportId)) throw exportCancelled()
        const order = { exportId, format, material, folder, runFolder }
        const { fileName, bytes, verification } = await analysis().call('exportRun', order)
        prepared.set(exportId, { runId, format, file: join(folder, fileName), fileName, bytes })
        return { exportId, runId, format, fileName, bytes, verification }
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      } finally {
        preparing.delete(exportId)
      }
    },
    'export:cancel': async ({ runId }) => {
      for (const [exportId, exported] of preparing)
        if (exported === runId) {
          preparing.delete(exportId)
          await analysis().call('cancelExport', exportId)
        }
      return undefined
    },
    'export:save': async ({ exportId }) => {
      const ready = prepared.get(exportId)
      if (!ready)
        throw new WorkbenchError('export.gone', 'This export is no longer there; export it again.')
      const path = await dialogs.saveFile(ready.fileName, ready.format)
      if (path === null) return null
      await placeFile(path, (aside) => copyFile(ready.file, aside))
      await store.call('recordExport', {
        runId: ready.runId,
        kind: ready.format,
        path,
        bytes: ready.bytes,
      })
      await drop(exportId)
      push('runs:changed', { runIds: [ready.runId] })
      return { path }
    },
    'export:discard': async ({ exportId }) => {
      await drop(exportId)
      return undefined
    },
    'export:image': async ({ suggestedName, format, bytes }) => {
      const path = await dialogs.saveFile(`${suggestedName}.${format}`, format)
      if (path === null) return null
      await placeFile(path, (aside) => writeFile(aside, bytes))
      return { path }
    },
  } satisfies Partial<Handlers>
}
