import { beforeAll, describe, expect, it } from 'vitest'
import type { Tensors } from '#core/native/tensorflow'
import { smallExperiment, trainSmall } from '../../support/engine/experiment'
import { countTensors, nativeTensors } from '../../support/engine/tensors'

let tf: Tensors
beforeAll(async () => {
  tf = await nativeTensors()
})

describe('training a gallery model on 2,000 images', () => {
  it.each([
    ['mlp', 4, 0.86],
    ['lenet5', 4, 0.84],
    ['cnn', 2, 0.86],
    ['cnn-bn', 3, 0.7],
  ])('%s learns in %i epochs, and leaves no tensor behind', async (id, epochs, accuracy) => {
    const before = countTensors(tf)
    const spec = smallExperiment(id, ({ recipe }) => {
      recipe.epochs = epochs
    })
    const transcript = await trainSmall(spec)
    const { result } = transcript.last('done')
    expect(result.status).toBe('finished')
    expect(result.testAccuracy).toBeGreaterThan(accuracy)
    expect(transcript.all('epoch').map(({ figures }) => figures.epoch)).toEqual(
      Array.from({ length: epochs }, (_, i) => i + 1),
    )
    expect(countTensors(tf)).toEqual(before)
  })
})
