import type { Learner } from '#contract/learner'
import type { StoredArrays } from '../../../learners/types'
import { modelProto, probabilitiesOutput, type FileOrder } from '../file'
import type { ModelProto } from '../generated/onnx-ml_pb'
import { GraphBuilder } from '../graph'
import { addForest } from './forest'
import { addKnn } from './knn'
import { addMajority } from './majority'
import { addNaiveBayes } from './naive-bayes'
import { addPcaKnn } from './pca-knn'
import { addSoftmaxRegression } from './softmax-regression'
import { addSvm } from './svm'

/**
 * A fitted learner as ONNX, with the same input and output as a network's file. Pixels are taken
 * to the nearest of the 256 levels that images have: learners know nothing between them.
 * @throws Error where the arrays are not those of such a learner
 */
export function buildLearnerModel(
  learner: Learner,
  arrays: StoredArrays,
  order: FileOrder,
): ModelProto {
  const graph = new GraphBuilder()
  const probabilities = addLearner(graph, learner, arrays, order)
  graph.rename(probabilities, probabilitiesOutput)
  return modelProto(graph, learner.type, order)
}

/** @returns the probabilities, float32 [N, classes] */
function addLearner(
  graph: GraphBuilder,
  learner: Learner,
  arrays: StoredArrays,
  { inputShape }: FileOrder,
): string {
  switch (learner.type) {
    case 'knn':
      return addKnn(graph, learner, arrays, inputShape)
    case 'pcaKnn':
      return addPcaKnn(graph, learner, arrays, inputShape)
    case 'svm':
      return addSvm(graph, learner, arrays, inputShape)
    case 'randomForest':
      return addForest(graph, learner, arrays, inputShape)
    case 'softmaxRegression':
      return addSoftmaxRegression(graph, arrays, inputShape)
    case 'naiveBayes':
      return addNaiveBayes(graph, arrays, inputShape)
    case 'majority':
      return addMajority(graph, arrays)
  }
}
