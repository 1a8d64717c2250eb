import { damagedFile, parseIdx } from './idx'
import type { LabelledImages } from './types'

/** An IDX file's name and bytes. */
export interface NamedFile {
  name: string
  bytes: Uint8Array
}

/**
 * Puts images and their labels together.
 * @throws WorkbenchError `dataset.damaged` where sizes, counts or labels do not fit
 */
export function joinImagesAndLabels(
  imageFile: NamedFile,
  labelFile: NamedFile,
  [height, width]: readonly [number, number],
  classes: number,
): LabelledImages {
  const images = parseIdx(imageFile.bytes, imageFile.name, 3)
  const labels = parseIdx(labelFile.bytes, labelFile.name, 1)
  const [count = 0, rows = 0, columns = 0] = images.dimensions
  if (rows !== height || columns !== width)
    throw damagedFile(
      imageFile.name,
      `its images are ${rows}×${columns} where ${height}×${width} belong`,
    )
  if (count === 0) throw damagedFile(imageFile.name, 'it holds no image')
  if (labels.values.length !== count)
    throw damagedFile(labelFile.name, `it holds ${labels.values.length} labels for ${count} images`)
  const wrong = labels.values.find((label) => label >= classes)
  if (wrong !== undefined)
    throw damagedFile(labelFile.name, `it holds the label ${wrong}; there are ${classes} classes`)
  return { count, pixels: images.values, labels: labels.values }
}
