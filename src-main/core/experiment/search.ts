import { isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import type { SvmScores, SvmSearch, SvmSearchProgress, SvmSearchResult } from '#contract/svm-search'
import { timeLeft } from '#contract/time-left'
import { loadVerified, splitDataset } from '../dataset'
import { everySoOften } from '../every-so-often'
import { learningImages } from '../learners'
import { searchSvm } from '../learners/svm'
import { kernelOf, stoppingTolerance } from '../learners/svm-learner'
import { loadTensorFlow } from '../native/tensorflow'

export interface SearchOrder {
  search: SvmSearch
  /** Threads for TensorFlow's operations; counts where this process loads TensorFlow first. */
  threads: number | null
}

/** Milliseconds between two words of progress. */
const betweenWords = 250

/**
 * Searches C and gamma with the training images of an experiment; those held back for validation
 * and the test images are not looked at.
 * @param tell called a few times a second, and after each score
 * @throws WorkbenchError `search.notSvm`, `search.kernel`, what would keep the run from starting,
 *   or what `searchSvm` refuses; the signal's reason where it is aborted
 */
export async function searchExperiment(
  { search, threads }: SearchOrder,
  signal: AbortSignal,
  tell: (progress: SvmSearchProgress) => void,
): Promise<SvmSearchResult> {
  const { spec, images: count, ...grid } = search
  const { learner, kernel } = searchedMachine(spec)
  const dataset = await loadVerified(spec.dataset)
  const { train } = splitDataset(dataset, spec.dataset)
  const { tf } = await loadTensorFlow({ threads })
  const images = learningImages(dataset, train)
  const memoryLimit = learner.cacheMegabytes * 2 ** 20
  const settings = { ...grid, count, kernel, memoryLimit, tolerance: stoppingTolerance }
  const start = performance.now()
  const elapsed = () => (performance.now() - start) / 1000
  let share = 0
  let scores: SvmScores | null = null
  const due = everySoOften(betweenWords)
  const tellAll = (always: boolean) => {
    if (due(always)) tell({ share, secondsLeft: timeLeft(share, elapsed()), scores })
  }
  const report = (now: number) => {
    // Sums of shares may end a little above 1.
    share = Math.min(1, now)
    tellAll(false)
  }
  const found = await searchSvm(tf, images, settings, { signal, report }, (now) => {
    scores = now
    tellAll(true)
  })
  return { ...found, seconds: elapsed() }
}

/**
 * The machine of an experiment, where its C and gamma can be searched.
 * @throws WorkbenchError `search.notSvm` or `search.kernel` where there are no C and gamma
 */
export function searchedMachine(spec: ExperimentSpec) {
  if (isNetwork(spec) || spec.learner.type !== 'svm')
    throw new WorkbenchError(
      'search.notSvm',
      'C and gamma are searched for a support vector machine only.',
    )
  const kernel = kernelOf(spec.learner)
  if (kernel.kind === 'linear')
    throw new WorkbenchError(
      'search.kernel',
      'The linear kernel has no gamma: choose the RBF or the polynomial kernel.',
    )
  return { spec, learner: spec.learner, kernel }
}
