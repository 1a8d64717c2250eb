/**
 * Where the time of PCA + kNN goes: seconds in each of TensorFlow's operations and outside of them,
 * of fitting all 60,000 images and of naming the 10,000 of the test set.
 *
 *     node bench/classical/profile.ts [rounds]
 */
import type * as Gallery from '#contract/learner'
import type * as Data from '#core/dataset'
import type * as Learners from '#core/learners'
import type * as Operations from '#core/native/operations'
import type * as Native from '#core/native/tensorflow'
import { load, median } from '../support.ts'

const { galleryLearner } = await load<typeof Gallery>('src-preload/contract/learner.ts')
const { loadDataset } = await load<typeof Data>('src-main/core/dataset/index.ts')
const { fitLearner } = await load<typeof Learners>('src-main/core/learners/index.ts')
const { nodeBackend } = await load<typeof Operations>('src-main/core/native/operations.ts')
const { loadTensorFlow } = await load<typeof Native>('src-main/core/native/tensorflow.ts')

const rounds = Number(process.argv[2] ?? 5)
const { tf } = await loadTensorFlow({ threads: null })
const { train, test, classNames } = await loadDataset('mnist')
const features = train.pixels.length / train.count
const { count, pixels, labels } = train
const images = { count, features, classes: classNames.length, pixels, labels }
const work = { signal: new AbortController().signal, report: () => undefined }

const found = galleryLearner('pca-knn')
if (!found) throw new Error('The gallery has no PCA + kNN.')
const { learner } = found

/** Seconds by operation in the part that is running. */
let spent = new Map<string, number>()
const backend = nodeBackend(tf)
if (!backend) throw new Error('TensorFlow is not native here.')
const { executeOp } = backend.binding
const timedOp: typeof executeOp = (name, ...rest) => {
  const start = performance.now()
  try {
    return executeOp(name, ...rest)
  } finally {
    spent.set(name, (spent.get(name) ?? 0) + (performance.now() - start) / 1_000)
  }
}
// In front of the binding, whose own functions cannot be replaced.
backend.binding = Object.create(backend.binding, { executeOp: { value: timedOp } }) as never

async function timed<Result>(to: Map<string, number>[], part: () => Promise<Result>) {
  spent = new Map()
  const start = performance.now()
  const result = await part()
  const all = (performance.now() - start) / 1_000
  const operations = [...spent.values()].reduce((sum, seconds) => sum + seconds, 0)
  to.push(spent.set('outside of operations', all - operations).set('all', all))
  return result
}

const fits: Map<string, number>[] = []
const tests: Map<string, number>[] = []
for (let round = 0; round < rounds; round += 1) {
  const fitted = await timed(fits, () => fitLearner(tf, learner, images, work))
  await timed(tests, () => fitted.answer(test.pixels, test.count, work))
}
for (const [title, measured] of [['fit', fits] as const, ['test set', tests] as const]) {
  const [first] = measured
  const names = [...new Set(measured.flatMap((each) => [...each.keys()]))]
  const rows = names.map((name) => {
    const seconds = median(measured.map((each) => each.get(name) ?? 0))
    return { name, seconds, first: first?.get(name) ?? 0 }
  })
  rows.sort((a, b) => b.seconds - a.seconds)
  console.log(`${title}: median of ${rounds} rounds in one process, and the first of them`)
  for (const { name, seconds, first } of rows.filter((row) => row.seconds >= 0.01))
    console.log(`  ${seconds.toFixed(3)} s  ${first.toFixed(3)} s  ${name}`)
}
process.exit(0)
