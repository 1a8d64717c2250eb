import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import {
  specFileExtension,
  specFileLimitBytes,
  parseExperimentSpec,
} from '#contract/experiment-spec'
import type { ExperimentSpec } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'

/** @throws WorkbenchError `spec.unreadable`, `spec.tooLarge`, or what the parser says */
export async function readSpecFile(path: string): Promise<{ path: string; spec: ExperimentSpec }> {
  let text: string
  try {
    // Asked first: a huge file must not be read to learn that it is huge.
    const { size } = await stat(path)
    if (size > specFileLimitBytes)
      throw new WorkbenchError('spec.tooLarge', 'The file is too large to be an experiment.')
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof WorkbenchError) throw error
    throw new WorkbenchError(
      'spec.unreadable',
      `The file ${path} cannot be read.`,
      { path },
      String(error),
    )
  }
  return { path, spec: parseExperimentSpec(text) }
}

/** @throws WorkbenchError `file.unwritable` */
export async function writeSpecFile(path: string, spec: ExperimentSpec): Promise<string> {
  const target = path.endsWith('.json') ? path : path + specFileExtension
  await writeFileAside(target, `${JSON.stringify(spec, null, 2)}\n`)
  return target
}

/** Whole or not at all: written beside the target and renamed. */
export async function writeFileAside(path: string, content: string | Uint8Array): Promise<void> {
  const aside = `${path}.${process.pid}.aside`
  try {
    await writeFile(aside, content)
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw new WorkbenchError(
      'file.unwritable',
      `The file ${path} cannot be written.`,
      { path },
      String(error),
    )
  }
}

/** The spec file among the words that the app was started with, if any. */
export function specFileArgument(words: readonly string[]): string | undefined {
  return words.slice(1).find((word) => word.endsWith(specFileExtension))
}
