/**
 * Which share of the machine's own matrix-product rate the CNN's training reaches. The rate is that of
 * TensorFlow's largest products here, 2,048 × 2,048; the work of an image is its multiply-adds forward,
 * twice that backward, without the gradient of the images, which nobody needs.
 *
 *     node bench/training/share.ts [rounds]
 */
import type * as Contract from '#contract/model-gallery'
import type * as Inference from '#contract/shape-inference'
import type * as Native from '#core/native/tensorflow'
import { load, median } from '../support.ts'
import { spawnContestant } from './contestant.ts'

const { galleryModel } = await load<typeof Contract>('src-preload/contract/model-gallery.ts')
const { summarizeModel } = await load<typeof Inference>('src-preload/contract/shape-inference.ts')
const { loadTensorFlow } = await load<typeof Native>('src-main/core/native/tensorflow.ts')
const rounds = Number(process.argv[2] ?? 5)
const { tf } = await loadTensorFlow({ threads: null })

const size = 2_048
const a = tf.randomUniform([size, size])
function productRate(): number {
  const start = performance.now()
  const product = tf.matMul(a, a)
  product.dataSync()
  product.dispose()
  return (1_000 * size ** 3) / (performance.now() - start)
}

const model = galleryModel('cnn')
if (!model) throw new Error('The gallery has no CNN.')
const { layers, multiplyAdds } = summarizeModel(model, [28, 28, 1], 10)
const first = layers.find((layer) => layer.multiplyAdds > 0)?.multiplyAdds ?? 0
const perImage = 3 * multiplyAdds - first

const ours = spawnContestant('this project', process.execPath, [`${import.meta.dirname}/ours.ts`])
await ours.hello()
await ours.ask('train cnn 12800')
productRate()
const shares: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const best = Math.max(...Array.from({ length: 5 }, productRate))
  const { rate } = await ours.ask('train cnn 12800')
  shares.push((rate * perImage) / best)
  console.log(
    `products ${(best / 1e9).toFixed(1)} G multiply-adds/s, CNN ${((rate * perImage) / 1e9).toFixed(1)} (${rate.toFixed(0)} images/s)`,
  )
}
ours.end()
console.log(
  `share ${median(shares).toFixed(2)} (${Math.min(...shares).toFixed(2)}–${Math.max(...shares).toFixed(2)})`,
)
process.exit(0)
