import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { RunningApp } from './app'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { html: string }[] }[]
}

/** Main's own way in: the page's policy lets no script in from outside. */
export async function loadAxe({ electron }: RunningApp): Promise<void> {
  await electron.evaluate(async ({ BrowserWindow }, source) => {
    await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`${source};0`)
  }, axeSource)
}

/** Until no colour is on its way to another; what turns for ever, as a spinner, is not waited for. */
const settle = ({ page }: RunningApp) =>
  page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })

/** What keeps people from using the page as it is shown now. */
export async function seriousFaults(app: RunningApp): Promise<string[]> {
  const { page } = app
  await settle(app)
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResult> } }).axe.run(),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
