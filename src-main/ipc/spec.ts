import type { Handlers } from './register'
import type { Services } from './services'

export function specHandlers({ dialogs, specFiles }: Services) {
  return {
    'spec:open': async () => {
      const path = await dialogs.openSpec()
      return path === null ? null : specFiles.read(path)
    },
    'spec:save': async (spec) => {
      const path = await dialogs.saveFile(fileName(spec.name), 'spec')
      return path === null ? null : { path: await specFiles.write(path, spec) }
    },
  } satisfies Partial<Handlers>
}

/** A name that every file system takes. */
function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')
  return `${plain || 'experiment'}.inkbench.json`
}
