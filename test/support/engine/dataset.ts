import type { Dataset, LabelledImages } from '#core/dataset'

/** A small made-up data set: image i of class i mod classes, its bytes told by position. */
export function madeUpDataset(trainCount = 300, testCount = 50, classes = 3): Dataset {
  const images = (count: number): LabelledImages => ({
    count,
    pixels: Uint8Array.from({ length: count * 4 }, (_, i) => (i * 7) % 256),
    labels: Uint8Array.from({ length: count }, (_, i) => i % classes),
  })
  return {
    id: 'made-up',
    name: 'Made up',
    description: '',
    source: 'this test',
    sha256: '0'.repeat(64),
    classNames: Array.from({ length: classes }, (_, i) => `class ${i}`),
    imageShape: [2, 2, 1],
    train: images(trainCount),
    test: images(testCount),
  }
}
