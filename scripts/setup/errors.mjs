/**
 * A failure that the reader can do something about. Its message is one plain
 * sentence (or two: what happened, what to do) and is shown without a stack.
 */
export class SetupError extends Error {
  constructor(message, options) {
    super(message, options)
    this.name = 'SetupError'
  }
}

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ABORTED',
])

/** Whether trying the same request again may succeed by itself. */
export function isNetworkError(error) {
  return NETWORK_CODES.has(error?.code) || NETWORK_CODES.has(error?.cause?.code)
}

/**
 * Puts an error of the file system or of the network into words.
 * @param {unknown} error what was thrown
 * @param {string} doing what was being done, as in "The download of X"
 * @returns {SetupError}
 */
export function explain(error, doing) {
  if (error instanceof SetupError) return error
  const where = error?.path ? ` (${error.path})` : ''
  switch (error?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new SetupError(
        `${doing} stopped because the disk is full${where}: free some space, or set INKBENCH_CACHE_DIR to a folder on a larger disk, and run the same command again; it goes on from there.`,
        { cause: error },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return new SetupError(
        `${doing} stopped because a folder cannot be written${where}: give yourself write access to it, or set INKBENCH_CACHE_DIR to a folder of your own, and run the same command again.`,
        { cause: error },
      )
    default:
  }
  if (isNetworkError(error)) {
    return new SetupError(
      `${doing} failed because the server cannot be reached (${error.code ?? error.cause?.code}): check the network, the proxy and the registry settings of npm and pip, and run the same command again; it goes on from there.`,
      { cause: error },
    )
  }
  return new SetupError(`${doing} failed: ${firstLine(error)}`, { cause: error })
}

/** The first line that says something, for messages of other programs. */
export function firstLine(value) {
  const text = value instanceof Error ? value.message : String(value)
  return (
    text
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '') ?? 'no reason was given'
  )
}
