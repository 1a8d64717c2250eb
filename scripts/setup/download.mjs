import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { explain, isNetworkError, SetupError } from './errors.mjs'
import { open, statusError } from './http.mjs'
import { formatBytes } from './progress.mjs'

const ATTEMPTS = 4
const PAUSE_MS = 500

/**
 * Brings a file whole and verified under its name. What has arrived stays in
 * `<file>.part`, from which the next attempt, or the next set-up, goes on.
 * @param {object} what
 * @param {() => Promise<string>} what.locate asked only when something is missing
 * @param {string} what.file where it lands
 * @param {string} what.integrity `sha256-<base64>` or `sha512-<base64>`, or `sha256:<hex>`
 * @param {number} what.size bytes, as pinned
 * @param {string} what.label for people
 * @param {import('./progress.mjs').Progress} what.progress
 * @throws {SetupError} in words
 */
export async function download({ locate, file, integrity, size, label, progress }) {
  if (existsSync(file)) return file
  const part = `${file}.part`
  const step = progress.start(`Downloading ${label}`, size)
  try {
    await mkdir(dirname(file), { recursive: true })
    await fetchAll(part, { locate, size, label, step })
    await verify(part, integrity, label)
    await rename(part, file)
    step.end(`Downloaded ${label} (${formatBytes(size)})`)
    return file
  } catch (error) {
    step.drop()
    throw explain(error, `The download of ${label}`)
  }
}

async function fetchAll(part, { locate, size, label, step }) {
  let url
  for (let attempt = 1; sizeOf(part) !== size; attempt++) {
    try {
      url ??= await locate()
      await fetchRest(url, part, size, step)
      if (sizeOf(part) < size) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' })
    } catch (error) {
      if (!isNetworkError(error)) throw error
      if (attempt >= ATTEMPTS) {
        if (sizeOf(part) === 0) throw error
        throw new SetupError(
          `The download of ${label} was interrupted after ${formatBytes(sizeOf(part))} of ${formatBytes(size)} (${error.code}): check the network and run the same command again; it goes on from there.`,
          { cause: error },
        )
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt))
    }
  }
}

async function fetchRest(url, part, size, step) {
  let start = sizeOf(part)
  if (start > size) {
    await rm(part)
    start = 0
  }
  const headers = start > 0 ? { range: `bytes=${start}-` } : {}
  const response = await open(url, { headers })
  // A server without ranges answers 200 with the whole file: begin again.
  if (response.statusCode === 200) start = 0
  else if (response.statusCode !== 206) {
    response.resume()
    throw statusError(url, response.statusCode)
  }
  let done = start
  const count = new Transform({
    transform(chunk, _encoding, next) {
      done += chunk.length
      step.at(done)
      next(null, chunk)
    },
  })
  await pipeline(response, count, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }))
  if (done > size) {
    await rm(part)
    throw new SetupError(
      `The server sent more than the ${formatBytes(size)} that ${url.split('/').at(-1)} should have: the file was discarded; check the registry setting and run the same command again.`,
    )
  }
}

async function verify(part, integrity, label) {
  const [algorithm, encoding, expected] = parseIntegrity(integrity)
  const hash = createHash(algorithm)
  await pipeline(createReadStream(part), hash)
  const found = hash.digest(encoding)
  if (found === expected) return
  await rm(part)
  throw new SetupError(
    `The download of ${label} does not have the pinned ${algorithm} checksum, so it was discarded: run the same command again, and if it happens twice, the registry in use serves another file (compare the registry settings of npm and pip).`,
  )
}

/** @returns {['sha256'|'sha512', 'hex'|'base64', string]} */
function parseIntegrity(text) {
  const match = /^(sha256|sha512)([-:])(.+)$/.exec(text)
  if (!match)
    throw new SetupError(`The lock file of native parts holds an unknown checksum: ${text}`)
  return [match[1], match[2] === '-' ? 'base64' : 'hex', match[3]]
}

function sizeOf(path) {
  return existsSync(path) ? statSync(path).size : 0
}
