import { z } from 'zod'

/**
 * What fitting a classical learner took and found out. Null where there is no such figure: of a
 * network, of a run that was stopped, of a learner of another kind.
 */
export const fitFiguresSchema = z.object({
  /** Seconds of the fit, and of the whole test set. */
  fitSeconds: z.number().nullable(),
  predictSeconds: z.number().nullable(),
  /** Training images that an SVM's borders lean on. */
  supportVectors: z.number().int().nullable(),
  /** Of a forest on its training images, each judged only by trees that did not see it. */
  outOfBagAccuracy: z.number().nullable(),
  /** False where a learner that is fitted step by step was given up at its limit of steps. */
  converged: z.boolean().nullable(),
  /** Steps over all images that softmax regression took. */
  iterations: z.number().int().nullable(),
})
export type FitFigures = z.infer<typeof fitFiguresSchema>

/** Of runs that fit nothing. */
export const noFit: FitFigures = {
  fitSeconds: null,
  predictSeconds: null,
  supportVectors: null,
  outOfBagAccuracy: null,
  converged: null,
  iterations: null,
}
