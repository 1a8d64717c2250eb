import { countedWork } from '../pace'
import type { LearningImages, Work } from '../types'
import { joinTrees, type Forest, type GrownTree, type TreeNodes } from './forest'
import { ImpuritySum, type ImpurityImportance } from './impurity-importance'
import { OutOfBagVotes, type OutOfBag } from './out-of-bag'
import { candidatePixels, type ForestSettings } from './settings'
import { shareForGrowth } from './shared-images'
import { runPieces, threadsOf, type Threads } from './threads'

export interface FittedForest {
  forest: Forest
  /** null where every tree saw all images */
  outOfBag: OutOfBag | null
  importance: ImpurityImportance
  /** Worker threads that grew it; 0 where none could be started */
  threads: number
}

/**
 * Grows a random forest (Breiman, “Random Forests”, Machine Learning 45, 2001) with Gini impurity,
 * as scikit-learn’s `RandomForestClassifier`. The same images and settings give the same forest,
 * whatever the number of threads.
 * @throws WorkbenchError `forest.threadEnded`; the signal's reason
 */
export async function fitForest(
  images: LearningImages,
  settings: ForestSettings,
  work: Work,
  threads: Threads = threadsOf(work),
): Promise<FittedForest> {
  const { classes, features, labels, count } = images
  const growth = {
    images: await shareForGrowth(images, work),
    settings,
    candidates: candidatePixels(settings, features),
  }
  const trees: TreeNodes[] = []
  const impurity = new ImpuritySum(classes, features)
  const votes = settings.bootstrap ? new OutOfBagVotes(labels, classes) : null
  const deliver = (tree: GrownTree) => {
    impurity.add(tree)
    votes?.add(tree)
    const { feature, threshold, right, mixedShares } = tree
    trees.push({ feature, threshold, right, mixedShares })
  }
  const counted = countedWork(work, 'trees', settings.trees)
  const used = await runPieces('growth', growth, settings.trees, counted, deliver, threads)
  const bags = settings.bootstrap ? { seed: settings.seed, images: count } : null
  return {
    forest: joinTrees(trees, { features, classes, bags }),
    outOfBag: votes?.judge() ?? null,
    importance: impurity.mean(),
    threads: used,
  }
}
