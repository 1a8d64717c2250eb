import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { SetupError } from './errors.mjs'

/**
 * A small reader of zip files (a Python wheel is one), after PKWARE's
 * APPNOTE 6.3: central directory, stored and deflated entries, zip64 sizes.
 * Entries are streamed from disk to disk: one of them has 788 MB.
 */
const END = 0x06054b50
const END64 = 0x06064b50
const ENTRY = 0x02014b50
const STORED = 0
const DEFLATED = 8

/**
 * @param {string} file
 * @returns {Promise<{name: string, method: number, packed: number, size: number, offset: number}[]>}
 */
export async function listZip(file) {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { offset, length } = await findDirectory(handle, size)
    const directory = await readAt(handle, offset, length)
    const entries = []
    for (let at = 0; at + 46 <= length && directory.readUInt32LE(at) === ENTRY;) {
      const nameLength = directory.readUInt16LE(at + 28)
      const extraLength = directory.readUInt16LE(at + 30)
      const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
      entries.push({
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        method: directory.readUInt16LE(at + 10),
        ...sizes(directory, at, extra),
      })
      at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32)
    }
    return entries
  } finally {
    await handle.close()
  }
}

/**
 * @param {string} file
 * @param {(name: string) => string | undefined} place relative target of an entry, or undefined to leave it
 * @param {string} target folder
 * @param {(bytes: number) => void} [onBytes] unpacked bytes so far
 * @returns {Promise<number>} how many entries were written
 */
export async function extractZip(file, place, target, onBytes = () => {}) {
  let written = 0
  let bytes = 0
  for (const entry of await listZip(file)) {
    const path = entry.name.endsWith('/') ? undefined : place(entry.name)
    if (path === undefined) continue
    await extractEntry(file, entry, join(target, path))
    written += 1
    bytes += entry.size
    onBytes(bytes)
  }
  return written
}

async function extractEntry(file, entry, path) {
  await mkdir(dirname(path), { recursive: true })
  const output = createWriteStream(path)
  if (entry.size === 0) return void (await pipeline([], output))
  const start = await dataOffset(file, entry.offset)
  const source = createReadStream(file, { start, end: start + entry.packed - 1 })
  if (entry.method === STORED) await pipeline(source, output)
  else if (entry.method === DEFLATED) await pipeline(source, createInflateRaw(), output)
  else
    throw new SetupError(
      `The archive ${file} packs ${entry.name} in an unknown way: delete it and run the same command again.`,
    )
  if (output.bytesWritten !== entry.size) throw damaged(file)
}

async function dataOffset(file, header) {
  const handle = await open(file)
  try {
    const local = await readAt(handle, header, 30)
    return header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  } finally {
    await handle.close()
  }
}

async function findDirectory(handle, size) {
  const length = Math.min(size, 65_557)
  const tail = await readAt(handle, size - length, length)
  for (let at = length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue
    const offset = tail.readUInt32LE(at + 16)
    if (offset !== 0xffffffff) return { offset, length: tail.readUInt32LE(at + 12) }
    const locator = tail.readBigUInt64LE(at - 20 + 8)
    const end64 = await readAt(handle, Number(locator), 56)
    if (end64.readUInt32LE(0) !== END64) break
    return { offset: Number(end64.readBigUInt64LE(48)), length: Number(end64.readBigUInt64LE(40)) }
  }
  throw damaged('')
}

function sizes(directory, at, extra) {
  const found = {
    packed: directory.readUInt32LE(at + 20),
    size: directory.readUInt32LE(at + 24),
    offset: directory.readUInt32LE(at + 42),
  }
  for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2)) {
    if (extra.readUInt16LE(field) !== 1) continue
    let value = field + 4
    // Only the numbers that did not fit in 32 bits are present, in this order.
    for (const name of ['size', 'packed', 'offset']) {
      if (found[name] !== 0xffffffff) continue
      found[name] = Number(extra.readBigUInt64LE(value))
      value += 8
    }
  }
  return found
}

async function readAt(handle, position, length) {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, position)
  if (bytesRead !== length) throw damaged('')
  return buffer
}

function damaged(file) {
  return new SetupError(`The archive ${file} is damaged: delete it and run the same command again.`)
}
