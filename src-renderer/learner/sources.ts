import type { LearnerType } from '#contract/learner'

/** Where a learner was first described, as one looks it up; null where nobody claims it. */
export const learnerSources: Record<LearnerType, string | null> = {
  knn: 'T. Cover, P. Hart: Nearest neighbor pattern classification, IEEE Transactions on Information Theory 13, 1967',
  pcaKnn:
    'K. Pearson: On lines and planes of closest fit to systems of points in space, Philosophical Magazine 2, 1901',
  svm: 'C. Cortes, V. Vapnik: Support-vector networks, Machine Learning 20, 1995',
  randomForest: 'L. Breiman: Random forests, Machine Learning 45, 2001',
  softmaxRegression:
    'D. Cox: The regression analysis of binary sequences, Journal of the Royal Statistical Society B 20, 1958',
  naiveBayes: 'M. Maron: Automatic indexing: an experimental inquiry, Journal of the ACM 8, 1961',
  majority: null,
}
