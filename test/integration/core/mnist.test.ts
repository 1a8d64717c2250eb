import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, open, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { datasetFigures, datasetSummarySchema } from '#contract/dataset'
import { defaultExperiment } from '#contract/experiment-spec'
import { loadDataset, splitDataset, summarizeDataset } from '#core/dataset'
import { mnistFolder, readMnist } from '#core/dataset/mnist'
import { problemCodeOf } from '../../support/engine/problem'

/** As published by LeCun et al. */
const trainPerClass = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
const testPerClass = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]

describe('MNIST', () => {
  it('holds the published numbers of images a class', async () => {
    const summary = summarizeDataset(await loadDataset('mnist'))
    expect(datasetSummarySchema.safeParse(summary).success).toBe(true)
    const [train, validation, test] = summary.splits
    expect(train?.perClass.map((count, i) => count + (validation?.perClass[i] ?? 0))).toEqual(
      trainPerClass,
    )
    expect(validation?.count).toBe(5_000)
    expect(test?.perClass).toEqual(testPerClass)
    expect(summary.measured.mean).toBeCloseTo(0.1307, 4)
    expect(summary.measured.deviation).toBeCloseTo(0.3081, 4)
    expect(summary.meanImagePerClass.length).toBe(10 * 784)
  })

  it('has the figures that are told before it is read', async () => {
    const { imageShape, classNames, train, test } = await loadDataset('mnist')
    expect(datasetFigures('mnist')).toMatchObject({
      imageShape,
      classes: classNames.length,
      trainCount: train.count,
      testCount: test.count,
    })
    expect(datasetFigures('nothing')).toBe(null)
  })

  it('is told apart by the hash over its files', async () => {
    const whole = createHash('sha256')
    for (const part of [
      'train-images-idx3',
      'train-labels-idx1',
      't10k-images-idx3',
      't10k-labels-idx1',
    ])
      whole.update(await readFile(join(mnistFolder(), `${part}-ubyte`)))
    expect((await loadDataset('mnist')).sha256).toBe(whole.digest('hex'))
  })

  it('is split with each class’s share', async () => {
    const dataset = await loadDataset('mnist')
    const { validation } = splitDataset(dataset, defaultExperiment().dataset)
    const counts = new Array<number>(10).fill(0)
    for (const position of validation) {
      const label = dataset.train.labels[position] ?? 0
      counts[label] = (counts[label] ?? 0) + 1
    }
    for (const [label, count] of counts.entries())
      expect(Math.abs(count - (trainPerClass[label] ?? 0) / 12)).toBeLessThanOrEqual(1)
  })

  it('says which data sets there are', async () => {
    expect(await problemCodeOf(loadDataset('nothing'))).toBe('dataset.unknown')
  })
})

describe('a damaged copy of MNIST', () => {
  let folder = ''

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inkbench-mnist-'))
    const source = mnistFolder()
    for (const name of await readdir(source)) await copyFile(join(source, name), join(folder, name))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is refused for one changed byte', async () => {
    const file = await open(join(folder, 't10k-labels-idx1-ubyte'), 'r+')
    await file.write(Uint8Array.of(99), 0, 1, 5_000)
    await file.close()
    expect(await problemCodeOf(readMnist(folder))).toBe('dataset.damaged')
  })

  it('is refused when a file is cut short', async () => {
    await truncate(join(folder, 'train-images-idx3-ubyte'), 1_000)
    expect(await problemCodeOf(readMnist(folder))).toBe('dataset.damaged')
  })

  it('names the file that is missing', async () => {
    await rm(join(folder, 'train-labels-idx1-ubyte'))
    await expect(readMnist(folder)).rejects.toThrow('train-labels-idx1-ubyte cannot be read')
    expect(await problemCodeOf(readMnist(folder))).toBe('dataset.missing')
  })
})
