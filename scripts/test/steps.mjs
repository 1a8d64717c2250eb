import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { handOver } from '../setup/hand-over.mjs'
import { withNode } from '../setup/node-runtime.mjs'
import { run } from '../setup/run.mjs'
import { countFailedStep, countVitest } from './count.mjs'

/** In order; each can be run alone: `node scripts/test.mjs unit e2e`. */
export const STEPS = {
  types: check('types'),
  lint: check('lint'),
  boundaries: check('boundaries'),
  unit: vitest('unit', 'renderer'),
  contract: vitest('contract'),
  integration: vitest('integration'),
  e2e: vitest('e2e'),
}

/** An npm script that passes or fails as a whole. */
function check(script) {
  return async ({ root, node }) => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const status = await handOver(npm, ['run', '--silent', script], {
      cwd: root,
      env: withNode(node),
      shell: process.platform === 'win32',
    })
    return status === 0 ? { passed: 1, failed: 0, skipped: 0, notes: [] } : countFailedStep()
  }
}

function vitest(...projects) {
  return async ({ root, node, parts }) => {
    const desktop = projects.includes('e2e')
    const obstacle = desktop ? await desktopObstacle(parts) : undefined
    if (obstacle) return { passed: 0, failed: 0, skipped: 1, notes: [], notRun: obstacle }
    const report = join(root, 'test-results', `${projects[0]}.json`)
    mkdirSync(join(root, 'test-results'), { recursive: true })
    rmSync(report, { force: true })
    const command = [
      node,
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--passWithNoTests',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]
    const virtual = desktop && process.platform === 'linux'
    const words = virtual ? ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...command] : command
    const status = await handOver(words[0], words.slice(1), { cwd: root, env: withNode(node) })
    return existsSync(report) ? countVitest(report, status) : countFailedStep()
  }
}

/** Why the app cannot be driven here, or undefined. */
async function desktopObstacle(parts) {
  if (!parts.electron.available) return parts.electron.reason
  if (process.platform !== 'linux') return undefined
  const { status } = await run('xvfb-run', ['--help'])
  return status === 127 ? 'there is no xvfb-run (package xvfb)' : undefined
}
