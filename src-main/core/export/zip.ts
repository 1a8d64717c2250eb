import { createWriteStream } from 'node:fs'
import { Writable } from 'node:stream'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter, configure } from '@zip.js/zip.js'

// The core runs where there are no web workers; the work is done in place.
configure({ useWebWorkers: false })

export interface ZipItem {
  name: string
  content: Uint8Array | string | AsyncIterable<string> | Iterable<string>
  /** Trained weights hardly shrink: storing them saves the time. */
  stored?: boolean
}

/** Writes a zip piece by piece: no item is held in memory as a whole unless it was given so. */
export async function writeZip(
  path: string,
  items: readonly ZipItem[],
  lastModDate: Date,
): Promise<void> {
  const file = createWriteStream(path)
  const writer = new ZipWriter(Writable.toWeb(file) as WritableStream<Uint8Array>, { lastModDate })
  try {
    for (const { name, content, stored } of items)
      await writer.add(name, asStream(content), { level: stored ? 0 : 6 })
    await writer.close()
  } finally {
    file.destroy()
  }
}

/** All items of a small zip by name; what cannot be a zip is an error. */
export async function readZip(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes))
  const items = new Map<string, Uint8Array>()
  try {
    for (const entry of await reader.getEntries())
      if (!entry.directory)
        items.set(
          entry.filename,
          await entry.getData(new Uint8ArrayWriter(), { checkSignature: true }),
        )
  } finally {
    await reader.close()
  }
  return items
}

function asStream(content: ZipItem['content']): ReadableStream<Uint8Array> {
  if (content instanceof Uint8Array) return streamOf([content])
  const encoder = new TextEncoder()
  if (typeof content === 'string') return streamOf([encoder.encode(content)])
  return streamOf(
    (async function* () {
      for await (const text of content) yield encoder.encode(text)
    })(),
  )
}

function streamOf(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
  const iterator =
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
