export { findNeighbours, fitKnn, predictKnn, type KnnModel } from './knn'
export {
  findPcaNeighbours,
  fitPcaKnn,
  predictPcaKnn,
  type PcaKnnModel,
  type PcaKnnSettings,
} from './pca-knn'
export { checkNeighbours, type KnnSettings } from './settings'
export { voting } from './voting'
export { accuracyByNeighbours, vote, type Neighbours, type Weights } from './vote'
