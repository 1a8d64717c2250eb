import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { specFileExtension, type ExperimentSpec } from '#contract/experiment-spec'
import { readSpecFile } from '#core/spec-file'
import { placeFile } from '../ipc/file-aside'

/** @throws WorkbenchError `spec.unreadable`, `spec.tooLarge`, or what the parser says */
export async function openSpecFile(path: string): Promise<{ path: string; spec: ExperimentSpec }> {
  return { path, spec: await readSpecFile(path) }
}

/** @throws WorkbenchError `file.unwritable` */
export async function writeSpecFile(path: string, spec: ExperimentSpec): Promise<string> {
  const target = path.endsWith('.json') ? path : path + specFileExtension
  await placeFile(target, (aside) => writeFile(aside, `${JSON.stringify(spec, null, 2)}\n`))
  return target
}

/**
 * The spec file among the words that the app was started with, if any.
 * @param folder where it was started
 */
export function specFileArgument(
  words: readonly string[],
  folder = process.cwd(),
): string | undefined {
  const word = words.slice(1).find((each) => each.endsWith(specFileExtension))
  return word === undefined ? undefined : resolve(folder, word)
}
