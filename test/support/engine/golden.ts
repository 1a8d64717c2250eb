import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OptimizerSpec } from '#contract/recipe'

export interface GoldenTensor {
  shape: number[]
  values: number[]
}

type Weights = { kernel: number[]; bias: number[] }

/** What `test/golden/engine.py` computed. */
export interface EngineGolden {
  xoshiro: Record<string, number[]>
  optimizers: {
    start: Weights
    pull: Record<keyof Weights, { a: number[]; b: number }>
    cases: {
      name: string
      optimizer: OptimizerSpec
      learningRate: number
      weightDecay: number
      path: Weights[]
    }[]
  }
  network: {
    images: GoldenTensor
    labels: number[]
    weights: Record<string, GoldenTensor>
    loss: number
    logits: number[]
    gradients: Record<string, GoldenTensor>
    moving: Record<string, { mean: number[]; variance: number[] }>
  }
}

export function readGolden(): EngineGolden {
  const file = join(import.meta.dirname, '../../golden/engine.json')
  return JSON.parse(readFileSync(file, 'utf8')) as EngineGolden
}
