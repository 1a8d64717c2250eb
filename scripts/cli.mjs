#!/usr/bin/env node
import { join } from 'node:path'
import { handOver } from './setup/hand-over.mjs'
import { main, ROOT } from './setup/main.mjs'
import { withNode } from './setup/node-runtime.mjs'
import { prepare } from './setup/prepare.mjs'

/** The terminal: `npm run cli -- <command>`. Standard output is the command's alone. */
await main('The set-up', async () => {
  const { node } = await prepare(ROOT)
  const program = join(ROOT, 'out', 'main', 'cli.cjs')
  return handOver(node, [program, ...process.argv.slice(2)], { env: withNode(node) })
})
