#!/usr/bin/env node
import { SetupError } from './setup/errors.mjs'
import { main, ROOT } from './setup/main.mjs'
import { prepare } from './setup/prepare.mjs'
import { Progress } from './setup/progress.mjs'
import { provideSystemPackages } from './setup/system-packages.mjs'
import { STEPS } from './test/steps.mjs'

/**
 * `npm test`: everything; `node scripts/test.mjs unit e2e`: these steps alone.
 * A failed step does not keep the later ones from running. What did not pass is
 * named again at the end; the last line is always "N passed, N failed, N skipped".
 */
await main('The tests', async () => {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !(name in STEPS))
  if (unknown) {
    throw new SetupError(
      `There is no test step "${unknown}": the steps are ${Object.keys(STEPS).join(', ')}.`,
    )
  }
  const total = { passed: 0, failed: 0, skipped: 0 }
  const lines = []
  try {
    const context = await getReady()
    for (const name of names.length > 0 ? names : Object.keys(STEPS)) {
      process.stdout.write(`\n== ${name}\n`)
      const began = Date.now()
      const result = await STEPS[name](context)
      for (const key of Object.keys(total)) total[key] += result[key]
      const line = describe(name, result, Date.now() - began)
      process.stdout.write(`${line}\n`)
      lines.push(line, ...result.notes.map((note) => `  ${note}`))
    }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    total.failed += 1
    lines.push(error.message)
  }
  process.stdout.write(`\n${lines.join('\n')}\n`)
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  return total.failed > 0 ? 1 : 0
})

async function getReady() {
  const progress = new Progress()
  const { missing, advice } = await provideSystemPackages(progress)
  if (missing.length > 0)
    progress.say(`System packages are missing (${missing.join(' ')}); ${advice}`)
  return { root: ROOT, ...(await prepare(ROOT, progress)) }
}

function describe(name, { passed, failed, skipped, notRun }, milliseconds) {
  const time = `${(milliseconds / 1000).toFixed(1)} s`
  if (notRun) return `${name}: did not run, because ${notRun}`
  const word = failed > 0 ? 'FAILED' : 'ok'
  return `${name}: ${word} (${passed} passed, ${failed} failed, ${skipped} skipped) in ${time}`
}
