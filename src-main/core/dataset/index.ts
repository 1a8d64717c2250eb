export {
  augmentImages,
  drawTransforms,
  transformImages,
  transformRows,
  type Moves,
} from './augmentation'
export { epochOrder, imageTensor, normalizeImages } from './batch'
export { previewAugmentation } from './preview'
export { deriveSeed, Random, shuffle } from './random'
export { loadDataset } from './registry'
export { defaultSplit, gatherPixels, readSamples, wholeTest } from './samples'
export { concatenate, groupByClass, shares, splitDataset, type Splits } from './split'
export { summarizeDataset } from './summary'
export { imageBytes, type Dataset, type ImageSelection, type LabelledImages } from './types'
export { loadVerified } from './verified'
