/**
 * kNN by tiles of matrix products alone, which the app replaces by filter and refine: fitted once,
 * asked about the whole test set once, a line of JSON as `peer.py` prints it.
 *
 *     node bench/classical/tiles.ts [images]
 */
import type * as Gallery from '#contract/learner'
import type * as Data from '#core/dataset'
import type * as Knn from '#core/learners/knn'
import type * as Learner from '#core/learners/knn-learner'
import type * as Native from '#core/native/tensorflow'
import { load } from '../support.ts'

const { galleryLearner } = await load<typeof Gallery>('src-preload/contract/learner.ts')
const { loadDataset } = await load<typeof Data>('src-main/core/dataset/index.ts')
const knn = await load<typeof Knn>('src-main/core/learners/knn/index.ts')
const { settingsOf } = await load<typeof Learner>('src-main/core/learners/knn-learner.ts')
const { loadTensorFlow } = await load<typeof Native>('src-main/core/native/tensorflow.ts')

const count = Number(process.argv[2] ?? 60_000)
const { tf } = await loadTensorFlow({ threads: null })
const { train, test, classNames } = await loadDataset('mnist')
const features = train.pixels.length / train.count
const pixels = train.pixels.subarray(0, count * features)
const labels = train.labels.subarray(0, count)
const images = { count, features, classes: classNames.length, pixels, labels }
const learner = galleryLearner('knn')?.learner
if (learner?.type !== 'knn') throw new Error('The gallery has no kNN.')
const settings = { ...settingsOf(learner), search: 'tiles' as const }
const work = { signal: new AbortController().signal, report: () => undefined }

const start = performance.now()
const model = await knn.fitKnn(tf, images, settings, work)
const fitted = performance.now()
const { neighbours, weights } = settings
const found = await knn.findNeighbours(tf, model, test.pixels, neighbours, work)
const { predicted } = knn.vote(found, labels, images.classes, neighbours, weights)
const predict = (performance.now() - fitted) / 1_000
const right = predicted.filter((label, image) => label === test.labels[image]).length
const memory = process.resourceUsage().maxRSS * 1024
const fit = (fitted - start) / 1_000
console.log(JSON.stringify({ fit, predict, accuracy: right / predicted.length, memory }))
process.exit(0)
