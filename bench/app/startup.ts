/**
 * The second start: from typing `npm start` to a window that can be used (the experiment's start
 * button is enabled; 5 s are asked for), and the same from the start of the Electron process (3 s).
 * In turns, after one start that does not count.
 *
 *     node bench/app/startup.ts [repetitions]
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { electronFor, loadBefore, needDisplay, newFolder, seconds } from './app.ts'
import { median, root } from '../support.ts'

needDisplay()
const repetitions = Number(process.argv[2] ?? 5)
const limits = { npm: 5, app: 3 }
const folder = newFolder()
const ready = 'document.querySelector(".start-bar .start:enabled") !== null'

/** @returns seconds until the window can be used; the app is ended again */
async function start(command: string, words: string[]): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(command, [...words, `--remote-debugging-port=${String(port)}`], {
    cwd: root,
    env: { ...process.env, INKBENCH_DATA_DIR: folder },
    stdio: 'ignore',
  })
  const page = new WebSocket(await pageAddress(port))
  await new Promise((done) => (page.onopen = done))
  while ((await evaluate(page, ready)) !== true) await seconds(0.01)
  const taken = (performance.now() - began) / 1_000
  await end(child, page)
  return taken
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

/** Where the page can be asked; asked for until it is there. */
async function pageAddress(port: number): Promise<string> {
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${String(port)}/json/list`)
      const targets = (await answer.json()) as { url: string; webSocketDebuggerUrl: string }[]
      const page = targets.find(({ url }) => url.startsWith('inkbench:'))
      if (page) return page.webSocketDebuggerUrl
    } catch {
      // Not listening yet.
    }
    await seconds(0.01)
  }
}

async function evaluate(page: WebSocket, expression: string): Promise<unknown> {
  const answer = new Promise<MessageEvent<string>>((done) => (page.onmessage = done))
  page.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }))
  const { data } = await answer
  return (JSON.parse(data) as { result?: { result?: { value?: unknown } } }).result?.result?.value
}

async function end(child: ChildProcess, page: WebSocket) {
  const gone = new Promise((done) => child.once('exit', done))
  page.send(JSON.stringify({ id: 2, method: 'Page.close' }))
  await gone
}

const { path, flags } = electronFor()
const byNpm = () => start('npm', ['start', '--silent', '--'])
const byElectron = () => start(path, [...flags, root])
await byNpm()
const before = loadBefore()
const [npm, app]: [number[], number[]] = [[], []]
for (let each = 0; each < repetitions; each += 1) {
  npm.push(await byNpm())
  app.push(await byElectron())
}
const line = (name: string, taken: number[], limit: number) => {
  const passed = median(taken) <= limit
  if (!passed) process.exitCode = 1
  const range = `${Math.min(...taken).toFixed(2)}–${Math.max(...taken).toFixed(2)}`
  return `${name} ${median(taken).toFixed(2)} s (${range}; ≤ ${String(limit)} s: ${passed ? 'met' : 'MISSED'})`
}
console.log(
  `to a usable window, median of ${String(repetitions)}: ${line('npm start', npm, limits.npm)}, ` +
    `${line('the app alone', app, limits.app)} (${before})`,
)
