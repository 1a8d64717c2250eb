import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError, firstLine } from './errors.mjs'
import { runNpm } from './run.mjs'

const INSTALL_MS = 20 * 60_000

/**
 * Windows: tfjs-node's own installation (TensorFlow 2.9.1 from its makers'
 * site). Written from its documentation; it has not been run.
 */
export async function provideOfficialBinding({ root, progress }) {
  const name = '@tensorflow/tfjs-node-gpu'
  const path = join(root, 'node_modules', ...name.split('/'), 'lib', 'napi-v8', 'tfjs_binding.node')
  if (!existsSync(path)) {
    const step = progress.start("Installing TensorFlow by tfjs-node's own script", 0)
    const { status, output } = await runNpm(['rebuild', name, '--ignore-scripts=false'], {
      cwd: root,
      timeoutMs: INSTALL_MS,
    })
    step.drop()
    if (status !== 0 || !existsSync(path)) {
      throw new SetupError(
        `TensorFlow could not be installed by tfjs-node's own script ("${firstLine(output)}")`,
      )
    }
  }
  return { path, source: "tfjs-node's own installation" }
}
