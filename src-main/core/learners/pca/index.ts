export { checkComponents, fitPca, type PcaModel } from './fit-pca'
export { explainedVariance, projectImages, projection, reconstructImages } from './project'
export { varyingPixels } from './varying-pixels'
