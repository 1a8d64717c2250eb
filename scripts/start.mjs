#!/usr/bin/env node
import { join, resolve } from 'node:path'
import { SetupError } from './setup/errors.mjs'
import { handOver } from './setup/hand-over.mjs'
import { displayMissing, sandboxFlags, libraryAdvice } from './setup/desktop.mjs'
import { main, ROOT } from './setup/main.mjs'
import { withNode } from './setup/node-runtime.mjs'
import { prepare } from './setup/prepare.mjs'

/** The app: `npm start [-- file.inkbench.json]`. */
await main('The start', async () => {
  const { parts, node } = await prepare(ROOT)
  if (displayMissing()) {
    process.stderr.write(
      'There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): the default experiment runs here in the terminal instead.\n',
    )
    const program = join(ROOT, 'out', 'main', 'cli.cjs')
    return handOver(node, [program, 'train'], { env: withNode(node) })
  }
  const { electron } = parts
  if (!electron.available) throw new SetupError(electron.reason)
  const files = process.argv.slice(2).map((word) => (word.startsWith('-') ? word : resolve(word)))
  const flags = sandboxFlags(electron.path, (text) => process.stderr.write(`${text}\n`))
  let said = ''
  const status = await handOver(electron.path, [...flags, ROOT, ...files], {
    env: withNode(node),
    onStderr: (text) => (said = (said + text).slice(-4000)),
  })
  const advice = status === 0 ? undefined : libraryAdvice(said)
  if (advice) throw new SetupError(advice)
  return status
})
