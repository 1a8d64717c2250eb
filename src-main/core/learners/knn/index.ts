export { findNeighbours, fitKnn, predictKnn, type KnnModel } from './knn'
export {
  defaultPcaKnnSettings,
  findPcaNeighbours,
  fitPcaKnn,
  predictPcaKnn,
  type PcaKnnModel,
  type PcaKnnSettings,
} from './pca-knn'
export { checkNeighbours, defaultKnnSettings, type KnnSettings } from './settings'
export { voting } from './voting'
export { accuracyByNeighbours, vote, type Neighbours, type Weights } from './vote'
