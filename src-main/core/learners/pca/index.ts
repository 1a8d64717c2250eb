export { checkComponents, fitPca, type PcaModel } from './fit-pca'
export { projectImages, projection, reconstructImages } from './project'
export { varyingPixels } from './varying-pixels'
