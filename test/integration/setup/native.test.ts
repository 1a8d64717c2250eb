import { describe, expect, it, vi } from 'vitest'
import { examineNativeParts } from '#core/native/doctor'
import { loadTensorFlow } from '#core/native/tensorflow'

describe('the native parts that the set-up provided', () => {
  it('train a small convolutional network, leaving no tensor and standard output clean', async () => {
    const write = vi.spyOn(process.stdout, 'write')
    const { tf, backend, reason } = await loadTensorFlow({ threads: null })
    expect(write).not.toHaveBeenCalled()
    write.mockRestore()
    expect({ backend, reason }).toEqual({ backend: 'tensorflow', reason: null })
    const before = tf.memory().numTensors
    // Not drawn: unlucky weights would leave every unit of so small a net dead, and nothing learns.
    const alive = tf.initializers.constant({ value: 0.1 })
    const seeded = tf.initializers.glorotUniform({ seed: 7 })
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          filters: 4,
          kernelSize: 3,
          inputShape: [8, 8, 1],
          activation: 'relu',
          kernelInitializer: alive,
        }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 2, activation: 'softmax', kernelInitializer: seeded }),
      ],
    })
    const optimizer = tf.train.adam(0.01)
    model.compile({ optimizer, loss: 'categoricalCrossentropy' })
    // Two classes that differ in their brightness.
    const [images, labels] = tf.tidy(() => {
      const classes = tf.range(0, 64, 1, 'int32').mod(tf.scalar(2, 'int32'))
      const images = tf.ones([64, 8, 8, 1]).mul(classes.reshape([64, 1, 1, 1]).toFloat())
      return [images, tf.oneHot(classes, 2)]
    })
    const { history } = await model.fit(images, labels, { epochs: 20, batchSize: 32, verbose: 0 })
    const losses = history['loss'] as number[]
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 2)
    tf.dispose([images, labels])
    model.dispose()
    optimizer.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  it('keep tensors apart from the arrays they were made of, wherever those lie in memory', async () => {
    const { tf } = await loadTensorFlow({ threads: null })
    // Memory shared with JavaScript would be let go of on threads that must not touch it.
    const arrays = Array.from({ length: 64 }, (_, i) => new Float32Array(10 + i).fill(1))
    const sums = tf.tidy(() => {
      const tensors = arrays.map((array) => tf.tensor1d(array))
      // The first use hands the numbers over.
      const before = tensors.map((tensor) => tensor.sum().dataSync()[0])
      for (const array of arrays) array.fill(2)
      return { before, after: tensors.map((tensor) => tensor.sum().dataSync()[0]) }
    })
    expect(sums.before).toEqual(arrays.map(({ length }) => length))
    expect(sums.after).toEqual(sums.before)
  })

  it('are examined by the doctor', async () => {
    const { parts, inUse } = await examineNativeParts()
    expect(parts.map(({ name }) => name)).toContain('TensorFlow')
    expect(inUse).toMatchObject({
      backend: 'tensorflow',
      sqlite: expect.stringMatching(/^3\./) as unknown,
      sqliteReason: null,
    })
  })
})
