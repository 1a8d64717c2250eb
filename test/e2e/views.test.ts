import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, newDataFolder, type RunningApp } from './app'
import { loadAxe, seriousFaults } from './axe'

const pages = ['Experiment', 'Runs', 'Compare', 'Data', 'Predict', 'Guide', 'Settings'] as const
const data = newDataFolder()
let app: RunningApp

beforeAll(async () => {
  app = await launch(data.path)
  await loadAxe(app)
})
afterAll(async () => {
  await app.electron.close()
  data.remove()
})

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  beforeAll(async () => {
    await app.get('settings:change', { theme })
    await app.page.locator(theme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor()
  })

  it.each(pages)('%s shows itself, and axe finds nothing serious', async (name) => {
    await app.page.getByRole('link', { name, exact: true }).click()
    await app.page.locator('[aria-current="page"]', { hasText: name }).waitFor()
    // A tooltip that fades in or out is measured half transparent.
    await app.page.mouse.move(720, 3)
    await app.page.locator('[role="tooltip"][aria-hidden="false"]').waitFor({ state: 'detached' })
    await app.page.waitForLoadState('networkidle')
    await app.picture(`${theme}-${name.toLowerCase()}`)
    expect(await seriousFaults(app)).toEqual([])
  })

  it('the recipe with all its parts open shows itself, and axe finds nothing serious', async () => {
    await app.page.getByRole('link', { name: 'Experiment', exact: true }).click()
    for (const part of ['Regularisation', 'Steps', 'Early stopping'])
      await app.page.locator('.recipe-group > summary', { hasText: part }).click()
    await app.page.getByRole('switch', { name: 'Stop early' }).press('Space')
    await app.page.locator('#earlyStopping-patience').scrollIntoViewIfNeeded()
    await app.picture(`${theme}-recipe-open`)
    expect(await seriousFaults(app)).toEqual([])
    await app.page.keyboard.press('Control+z')
  })
})

describe('the window', () => {
  it('is isolated: no Node, no raw IPC, no way out', async () => {
    const reach = await app.page.evaluate(() => ({
      node: 'require' in window || 'process' in window,
      bridge: Object.keys(window.workbench).sort(),
      opened: window.open('inkbench://app/index.html') !== null,
    }))
    expect(reach).toEqual({ node: false, bridge: ['listen', 'request'], opened: false })
  })

  it('runs no script from a string and loads nothing from elsewhere', async () => {
    const blocked = await app.page.evaluate(async () => {
      const remote = await fetch('https://example.invalid/').then(
        () => false,
        () => true,
      )
      const script = document.createElement('script')
      script.textContent = 'window.intruder = true'
      document.body.append(script)
      return remote && !('intruder' in window)
    })
    expect(blocked).toBe(true)
  })

  it('goes to a page by Enter on its link', async () => {
    await app.page.getByRole('link', { name: 'Predict', exact: true }).press('Enter')
    await app.page.locator('a.predict[aria-current="page"]').waitFor()
  })

  it('speaks Chinese when it is asked to', async () => {
    await app.get('settings:change', { language: 'zh-CN' })
    await app.page.getByRole('link', { name: '实验', exact: true }).click()
    await app.picture('chinese-experiment')
    expect(await app.page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })
})
