/** Images in memory as they came from the source. */
export interface LabelledImages {
  count: number
  /** [count × height × width × channels], bytes 0…255 */
  pixels: Uint8Array
  labels: Uint8Array
}

export interface Dataset {
  id: string
  name: string
  description: string
  source: string
  /** Over its files one after another, in the order of the source. */
  sha256: string
  classNames: string[]
  /** [height, width, channels] */
  imageShape: [number, number, number]
  train: LabelledImages
  test: LabelledImages
}

/** Some images of a file by their positions in it: a split. */
export interface ImageSelection {
  images: LabelledImages
  positions: Uint32Array
}

/** Bytes of one image. */
export function imageBytes({ imageShape }: Pick<Dataset, 'imageShape'>): number {
  return imageShape.reduce((product, length) => product * length, 1)
}
