import { WorkbenchError } from '#contract/problem'

/** Turns an error of the file system into one that says what to do; others pass unchanged. */
export function fileProblem(error: unknown, path: string): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new WorkbenchError(
        'export.diskFull',
        `The disk is full: ${path} could not be written. Nothing was left behind; make room and export again.`,
        { path },
        String(error),
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EISDIR':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENOENT':
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return new WorkbenchError(
        'export.notWritable',
        `${path} cannot be written. Choose another place or name.`,
        { path },
        String(error),
      )
    default:
      return error
  }
}
