/** What the benchmarks have in common: the project's modules as they stand, and figures of samples. */
import { join, resolve } from 'node:path'
import { runnerImport } from 'vite'

export const root = resolve(import.meta.dirname, '..')

const alias = {
  '#contract': join(root, 'src-preload/contract'),
  '#core': join(root, 'src-main/core'),
}

// The core asks where it lies, as it does when it is built.
Object.assign(globalThis, { __dirname: join(root, 'src-main') })

/** @param path such as `src-main/core/runs/index.ts` */
export async function load<Module>(path: string): Promise<Module> {
  const config = { root, configFile: false as const, resolve: { alias } }
  const { module } = await runnerImport<Module>(join(root, path), config)
  return module
}

/** The value that the share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]) => quantile(values, 0.5)
