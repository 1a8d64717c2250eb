import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A made-up registry: files by path, with ranges, and a way to cut the line. */
export interface Registry {
  url: string
  /** Requests so far: path and the Range header. */
  requests: { path: string; range: string | undefined }[]
  /** Bytes of body after which every answer is cut, or null. */
  cutAfter: number | null
  put(path: string, body: Buffer | string): void
  close(): Promise<void>
}

export async function openRegistry(): Promise<Registry> {
  const files = new Map<string, Buffer>()
  const server = createServer((request, response) => answer(request, response, files, registry))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const registry: Registry = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    cutAfter: null,
    put: (path, body) => void files.set(path, Buffer.from(body)),
    close: () => closeServer(server),
  }
  return registry
}

/** A port on which nobody answers. */
export async function closedAddress(): Promise<string> {
  const registry = await openRegistry()
  await registry.close()
  return registry.url
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: Map<string, Buffer>,
  registry: Registry,
): void {
  const path = decodeURIComponent(request.url ?? '/')
  const { range } = request.headers
  registry.requests.push({ path, range })
  const body = files.get(path)
  if (!body) return void response.writeHead(404).end()
  const start = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0)
  const rest = body.subarray(start)
  response.writeHead(range ? 206 : 200, { 'content-length': rest.length })
  if (registry.cutAfter === null) return void response.end(rest)
  // What was sent is given the time to arrive; a reset would overtake it.
  response.write(rest.subarray(0, registry.cutAfter), () => {
    setTimeout(() => response.destroy(), 100)
  })
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

export function sha512(body: Buffer): string {
  return `sha512-${createHash('sha512').update(body).digest('base64')}`
}

export function sha256Hex(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}
