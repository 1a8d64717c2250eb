import { build } from './build.mjs'
import { Progress } from './progress.mjs'
import { setUp } from './setup.mjs'

/**
 * What start, cli and test have in common: native parts in place, app built.
 * @returns {Promise<{parts: object, node: string}>} `node` is the path of Node 24
 */
export async function prepare(root, progress = new Progress()) {
  const { parts } = await setUp(root, progress)
  await build(root, parts.node.path, progress)
  return { parts, node: parts.node.path }
}
