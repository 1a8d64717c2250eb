export { checkComponents, fitPca, type PcaModel } from './fit-pca'
export { projectImages, projection } from './project'
export { varyingPixels } from './varying-pixels'
