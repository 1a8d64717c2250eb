export { checkComponents, fitPca, type PcaModel } from './fit-pca'
export { explainedVariance, projectImages, reconstructImages } from './project'
export { varyingPixels } from './varying-pixels'
