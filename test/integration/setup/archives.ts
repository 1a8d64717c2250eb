import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

/** A zip of the given files, every second one stored, the others deflated. */
export function makeZip(files: Record<string, Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  Object.entries(files).forEach(([name, body], index) => {
    const method = index % 2 === 0 ? 8 : 0
    const packed = method === 8 ? deflateRawSync(body) : body
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(method, 4)
    fields.writeUInt32LE(crc32(body), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(body.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, tail, Buffer.from(name))
    parts.push(local)
    offset += local.length
  })
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(files).length, 4)
  end.writeUInt16LE(Object.keys(files).length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end])
}

/** A gzipped tar, made by the system's own tar. */
export function makeTarGz(files: Record<string, Buffer | string>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'inkbench-tar-'))
  try {
    const content = join(folder, 'content')
    for (const [name, body] of Object.entries(files)) {
      mkdirSync(dirname(join(content, name)), { recursive: true })
      writeFileSync(join(content, name), body)
    }
    const file = join(folder, 'out.tgz')
    execFileSync('tar', ['--format=pax', '-czf', file, '-C', content, '.'])
    return readFileSync(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
