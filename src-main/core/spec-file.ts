import { readFile, stat } from 'node:fs/promises'
import {
  parseExperimentSpec,
  specFileLimitBytes,
  type ExperimentSpec,
} from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'

/** @throws WorkbenchError `spec.unreadable`, `spec.tooLarge`, or what the parser says */
export async function readSpecFile(path: string): Promise<ExperimentSpec> {
  const text = await readText(path)
  try {
    return parseExperimentSpec(text)
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error
    const { code, message, values } = error.problem
    throw new WorkbenchError(code, `${path}: ${message}`, values, error.detail)
  }
}

async function readText(path: string): Promise<string> {
  try {
    // Asked first: a huge file must not be read to learn that it is huge.
    const found = await stat(path)
    // A pipe never ends, nor does /dev/zero; a link to it is called as one likes.
    if (!found.isFile()) throw new Error('It is not a file.')
    if (found.size > specFileLimitBytes)
      throw new WorkbenchError('spec.tooLarge', 'The file is too large to be an experiment.')
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof WorkbenchError) throw error
    throw new WorkbenchError(
      'spec.unreadable',
      `The file ${path} cannot be read.`,
      { path },
      String(error),
    )
  }
}
