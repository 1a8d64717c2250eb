#!/usr/bin/env node
import { main, ROOT } from './setup/main.mjs'
import { setUp } from './setup/setup.mjs'

/** Brings packages and native parts into place: `npm run setup`. */
await main('The set-up', async () => {
  const { parts } = await setUp(ROOT)
  for (const [name, part] of Object.entries(parts)) {
    const text = part.available
      ? `${part.version}, ${part.source}${part.binding ? `, binding ${part.binding}` : ''}`
      : part.reason
    process.stderr.write(`${name.padEnd(18)} ${text}\n`)
  }
})
