import { WorkbenchError } from '#contract/problem'

/** The problem code of what is thrown; whatever else is thrown passes on. */
export function problemCode(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem.code
    throw error
  }
  return 'none'
}

export async function problemCodeOf(action: Promise<unknown>): Promise<string> {
  try {
    await action
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem.code
    throw error
  }
  return 'none'
}
