import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import { SetupError } from './errors.mjs'

/**
 * A small reader of tar streams (POSIX ustar with pax headers, and GNU long
 * names): enough for npm's tarballs and what they hold.
 */
const BLOCK = 512

/**
 * Calls `onFile` for every regular file. The body must be consumed, or left:
 * whatever is left is skipped.
 * @param {AsyncIterable<Buffer>} stream unpacked tar
 * @param {(file: {name: string, mode: number, size: number}, body: AsyncIterable<Buffer>) => Promise<boolean|void>} onFile
 *   true ends the reading early
 */
export async function readTar(stream, onFile) {
  const source = new ByteSource(stream)
  let longName
  for (;;) {
    const header = await source.take(BLOCK)
    if (header === undefined || header.every((byte) => byte === 0)) return
    const size = Number.parseInt(text(header, 124, 12), 8) || 0
    const padding = (BLOCK - (size % BLOCK)) % BLOCK
    const type = String.fromCharCode(header[156])
    if (type === 'x' || type === 'L') {
      const data = await source.take(size)
      longName = type === 'L' ? text(data, 0, size) : (paxPath(data) ?? longName)
    } else {
      const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : ''
      const name = longName ?? (prefix ? `${prefix}/${text(header, 0, 100)}` : text(header, 0, 100))
      longName = undefined
      const body = source.body(size)
      if (type === '0' || type === '\0') {
        const mode = Number.parseInt(text(header, 100, 8), 8)
        if (await onFile({ name: name.replace(/^\.\//, ''), mode, size }, body)) return
      }
      for await (const chunk of body) void chunk
    }
    await source.take(padding)
  }
}

/**
 * Writes the chosen files of a tar stream.
 * @param {(name: string) => string | undefined} place relative target, or undefined to leave it
 */
export async function extractTar(stream, place, target) {
  let written = 0
  await readTar(stream, async (file, body) => {
    const path = place(file.name)
    if (path === undefined || path.split('/').includes('..')) return
    await writeBody(body, join(target, path), file.mode)
    written += 1
  })
  return written
}

async function writeBody(body, path, mode) {
  await mkdir(dirname(path), { recursive: true })
  const output = createWriteStream(path, { mode: mode & 0o777 })
  const failed = once(output, 'error').then(([error]) => Promise.reject(error))
  failed.catch(() => {})
  for await (const chunk of body) {
    if (!output.write(chunk)) await Promise.race([once(output, 'drain'), failed])
  }
  output.end()
  await Promise.race([once(output, 'close'), failed])
}

/** Hands out exact numbers of bytes from a stream of chunks. */
class ByteSource {
  #chunks
  #rest = Buffer.alloc(0)

  constructor(stream) {
    this.#chunks = stream[Symbol.asyncIterator]()
  }

  /** Exactly `length` bytes, or undefined at a clean end. */
  async take(length) {
    const parts = []
    for await (const part of this.body(length)) parts.push(part)
    const all = Buffer.concat(parts)
    return all.length === length ? all : undefined
  }

  async *body(length) {
    let missing = length
    while (missing > 0) {
      if (this.#rest.length === 0) {
        const { value, done } = await this.#chunks.next()
        if (done) {
          if (missing === length && length === BLOCK) return
          throw new SetupError('An archive ended too early: run the same command again.')
        }
        this.#rest = value
        continue
      }
      const piece = this.#rest.subarray(0, missing)
      this.#rest = this.#rest.subarray(piece.length)
      missing -= piece.length
      yield piece
    }
  }
}

function text(buffer, start, length) {
  const end = buffer.indexOf(0, start)
  return buffer
    .toString('utf8', start, end === -1 ? start + length : Math.min(end, start + length))
    .trim()
}

/** The path in a pax header: records of "<length> <key>=<value>\n". */
function paxPath(data) {
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(0x20, at)
    const length = Number.parseInt(data.toString('ascii', at, space), 10)
    if (!(length > 0)) return undefined
    const record = data.toString('utf8', space + 1, at + length - 1)
    if (record.startsWith('path=')) return record.slice(5)
    at += length
  }
  return undefined
}
