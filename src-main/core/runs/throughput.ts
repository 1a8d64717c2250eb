import { isAugmented } from '#contract/augmentation'
import type { NetworkExperiment } from '#contract/experiment-spec'
import type { ModelSpec } from '#contract/model-spec'
import { summarizeModel, type Shape } from '#contract/shape-inference'

/** A finished run of this machine, as far as its speed goes. */
export interface PastRun {
  number: number
  spec: NetworkExperiment
  /** Of its data set. */
  imageShape: Shape
  classes: number
  imagesPerSecond: number
  peakMemoryBytes: number | null
}

export interface ToldSpeed {
  imagesPerSecond: number
  basis: 'sameModel' | 'otherModels'
  runs: PastRun[]
}

type Wanted = Pick<PastRun, 'spec' | 'imageShape' | 'classes'>

/**
 * Images/s of training, told from runs with the same layers or else from models of about the same
 * work; null where none is near enough.
 * @param history the newest first
 */
export function tellSpeed(wanted: Wanted, history: readonly PastRun[]): ToldSpeed | null {
  return tellFromSameLayers(wanted, history) ?? tellFromSimilarWork(wanted, history)
}

function tellFromSameLayers(wanted: Wanted, history: readonly PastRun[]): ToldSpeed | null {
  const layers = structureOf(wanted.spec.model)
  const shape = wanted.imageShape.join()
  const same = history.filter(
    (run) => run.imageShape.join() === shape && structureOf(run.spec.model) === layers,
  )
  // Augmentation is work that layers do not show; without a run that did the same, any will do.
  const augmented = ({ spec }: Wanted) => isAugmented(spec.recipe.augmentation)
  const alike = same.filter((run) => augmented(run) === augmented(wanted))
  const { batchSize } = wanted.spec.recipe
  const [nearest, ...others] = byNearness(
    alike.length > 0 ? alike : same,
    (run) => run.spec.recipe.batchSize,
    batchSize,
  )
  if (!nearest) return null
  const told = { imagesPerSecond: nearest.imagesPerSecond, basis: 'sameModel' as const }
  const second = others.find((run) => batchOf(run) !== batchOf(nearest))
  if (!second || batchOf(nearest) === batchSize) return { ...told, runs: [nearest] }
  // A step has a part that is the same for every batch, and one that grows with it.
  const perImage =
    (stepSeconds(nearest) - stepSeconds(second)) / (batchOf(nearest) - batchOf(second))
  const perStep = stepSeconds(nearest) - perImage * batchOf(nearest)
  if (perImage <= 0 || perStep < 0) return { ...told, runs: [nearest] }
  const imagesPerSecond = batchSize / (perStep + perImage * batchSize)
  return { ...told, imagesPerSecond, runs: [nearest, second] }
}

/** How far apart two amounts of work may be, either way, for one to tell of the other. */
const reach = 8

/**
 * Multiply-adds of dense layers and of convolutions run at very different speeds, so each kind
 * has its own, told from the run whose work of that kind is nearest.
 */
function tellFromSimilarWork(wanted: Wanted, history: readonly PastRun[]): ToldSpeed | null {
  const work = workOf(wanted)
  const works = history.map((run) => ({ run, ...workOf(run) }))
  const dense = nearestWork(
    works.filter(({ convolution }) => convolution === 0),
    'dense',
    work.dense,
  )
  const densePerSecond = dense && dense.dense * dense.run.imagesPerSecond
  if (work.convolution === 0)
    return dense && densePerSecond
      ? {
          imagesPerSecond: densePerSecond / work.dense,
          basis: 'otherModels',
          runs: [dense.run],
        }
      : null
  const convolution = nearestWork(works, 'convolution', work.convolution)
  if (!convolution) return null
  const seconds = 1 / convolution.run.imagesPerSecond
  const denseSeconds = densePerSecond ? convolution.dense / densePerSecond : 0
  const apart = densePerSecond !== null && denseSeconds < seconds
  // Without a speed of dense layers they count as convolutions, which is fair while they are few.
  if (!apart && work.dense > work.convolution) return null
  const perSecond = apart
    ? convolution.convolution / (seconds - denseSeconds)
    : (convolution.convolution + convolution.dense) / seconds
  const wantedDense = work.dense / (apart ? densePerSecond : perSecond)
  return {
    imagesPerSecond: 1 / (work.convolution / perSecond + wantedDense),
    basis: 'otherModels',
    runs: apart && dense ? [convolution.run, dense.run] : [convolution.run],
  }
}

interface Work {
  /** Multiply-adds for one image. */
  dense: number
  convolution: number
}

function workOf({ spec, imageShape, classes }: Wanted): Work {
  const { layers } = summarizeModel(spec.model, imageShape, classes)
  const total = (type: 'dense' | 'conv2d') =>
    layers.reduce(
      (sum, { multiplyAdds }, index) =>
        spec.model.layers[index]?.type === type ? sum + multiplyAdds : sum,
      0,
    )
  return { dense: total('dense'), convolution: total('conv2d') }
}

function nearestWork<Past extends Work>(
  works: readonly Past[],
  kind: keyof Work,
  wanted: number,
): Past | null {
  const near = works.filter((work) => distance(work[kind], wanted) <= Math.log(reach))
  return byNearness(near, (work) => work[kind], wanted)[0] ?? null
}

/** Nearest first, in ratio; of equally near ones the order stays. */
function byNearness<Each>(all: readonly Each[], size: (each: Each) => number, wanted: number) {
  return all.toSorted((a, b) => distance(size(a), wanted) - distance(size(b), wanted))
}

const distance = (a: number, b: number) =>
  a > 0 && b > 0 ? Math.abs(Math.log(a / b)) : Number.POSITIVE_INFINITY
const batchOf = ({ spec }: Wanted) => spec.recipe.batchSize
const stepSeconds = (run: PastRun) => batchOf(run) / run.imagesPerSecond

/** The layers without their names. */
function structureOf({ layers }: ModelSpec): string {
  const places = new Map(layers.map(({ id }, place) => [id, place]))
  return JSON.stringify(
    layers.map((layer) => ({
      ...layer,
      id: '',
      inputs: layer.inputs.map((id) => places.get(id)),
    })),
  )
}
