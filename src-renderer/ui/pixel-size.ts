import { datasetFigures } from '#contract/dataset'

/** Pixels of a data set's images; one pixel where there are none of it to show. */
export function pixelSizeOf(datasetId: string): { width: number; height: number } {
  const [height, width] = datasetFigures(datasetId)?.imageShape ?? [1, 1]
  return { width, height }
}
