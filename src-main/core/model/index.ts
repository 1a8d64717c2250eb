export {
  buildModel,
  checkModel,
  trainableWeights,
  type BuiltModel,
  type TrainableWeight,
} from './build'
export { inferBatches, inferenceBatch, modelClassifier, type Classifier } from './infer'
export { loadModel } from './load'
export { countCorrect, crossEntropy } from './loss'
export { measureModel, type Measure } from './measure'
export type { StepRandomness } from './randomness'
export { saveModel } from './save'
export { scoreLogits } from './scores'
