import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Probe } from '#contract/training'
import { measureModel } from '../model'
import { makeWorkplace, type Workplace, type WorkplaceOrder } from './workplace'

/** Steps before the clock runs: TensorFlow puts a graph in order while it runs first. */
const warmUp = 3
const measured = 20
/** Images whose inference is measured, so that validation and test can be told. */
const inferred = 1_000

/**
 * What a run of this spec will cost, told from 20 of its own steps. In a process of its own the
 * memory is that of the run; elsewhere it is that of everything the process has done.
 * @throws WorkbenchError for what would keep the run from starting
 */
export async function probeExperiment(order: WorkplaceOrder): Promise<Probe> {
  const place = await makeWorkplace(order, null)
  try {
    const { spec, dataset, environment, validation, order: batches } = place
    const { epochs } = spec.recipe
    const secondsPerStep = await measureSteps(place)
    const secondsPerImage = await measureInference(place)
    const secondsPerEpoch =
      secondsPerStep * batches.stepsPerEpoch + secondsPerImage * validation.length
    return {
      secondsPerEpoch,
      seconds: epochs * secondsPerEpoch + secondsPerImage * dataset.test.count,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
      execution: environment.execution ?? 'eager',
      towers: environment.towers ?? 1,
    }
  } finally {
    place.dispose()
  }
}

/** Seconds of a step, as they follow each other in training. */
async function measureSteps({ step, order, spec, parts }: Workplace): Promise<number> {
  let start = 0
  for (let done = 0; done < warmUp + measured; done += 1) {
    if (done === warmUp) start = performance.now()
    const plan = order.batch(0, done % order.stepsPerEpoch)
    const { loss, correct } = step.run(plan, spec.recipe.learningRate)
    loss.dataSync()
    parts.tf.dispose([loss, correct])
    await nextTurn()
  }
  return (performance.now() - start) / 1000 / measured
}

async function measureInference({ step, dataset }: Workplace): Promise<number> {
  const count = Math.min(inferred, dataset.train.count)
  const positions = Uint32Array.from({ length: count }, (_, i) => i)
  const selection = { images: dataset.train, positions }
  await measureModel(step.classify, selection, dataset)
  const start = performance.now()
  await measureModel(step.classify, selection, dataset)
  return (performance.now() - start) / 1000 / count
}
