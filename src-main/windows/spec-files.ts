import { writeFile } from 'node:fs/promises'
import { specFileExtension, type ExperimentSpec } from '#contract/experiment-spec'
import { placeFile } from '../ipc/file-aside'

/** @throws WorkbenchError `file.unwritable` */
export async function writeSpecFile(path: string, spec: ExperimentSpec): Promise<string> {
  const target = path.endsWith('.json') ? path : path + specFileExtension
  await placeFile(target, (aside) => writeFile(aside, `${JSON.stringify(spec, null, 2)}\n`))
  return target
}

/** The spec file among the words that the app was started with, if any. */
export function specFileArgument(words: readonly string[]): string | undefined {
  return words.slice(1).find((word) => word.endsWith(specFileExtension))
}
