export { fitForest, type FittedForest } from './fit'
export { leafMark, type Forest } from './forest'
export type { ImpurityImportance } from './impurity-importance'
export type { OutOfBag } from './out-of-bag'
export {
  permutationImportance,
  type PermutationImportance,
  type PermutationSettings,
} from './permutation-importance'
export { predictForest } from './predict'
export type { ForestSettings } from './settings'
export { threadsOf, type Threads } from './threads'
