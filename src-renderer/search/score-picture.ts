import type { SvmScores } from '#contract/svm-search'
import type { ChartTokens } from '../charts/chart-theme'
import { fadedColor, sequentialColor, textOn } from '../charts/colors'
import { accuracyFigure, formatAccuracy } from '../ui/format'
import { scoreScale } from './score-scale'

/** A pair of C and gamma as the map draws it. */
export interface ScoreCell {
  cost: number
  gamma: number
  /** Share of held-out images that were right; null before the first score. */
  score: number | null
  /** Standard deviation of the folds' own scores; null before the first score. */
  spread: number | null
  images: number
  /** Scored on fewer images than others. */
  fewer: boolean
  text: string
  /** Null leaves the ground as it is. */
  fill: string | null
  color: string
}

export interface ScorePicture {
  /** [gammas][costs] */
  rows: ScoreCell[][]
  /** Images that the cells are scored on which are not marked; 0 before the first score. */
  images: number
  /** Whether some cells are scored on fewer. */
  mixed: boolean
  /** Colour scale of those not marked, from its far end to the best score, with their words. */
  scale: { colors: string[]; from: string; to: string }
}

const steps = 12
const unscored = { score: null, spread: null, fewer: false, text: '', fill: null }

/**
 * The better a score, the louder its colour. Scores on fewer images do not compete: they are faint,
 * on a scale of those with as many.
 */
export function scorePicture(
  { costs, gammas, scores, spreads, images }: SvmScores,
  { ground, muted, dark }: ChartTokens & { dark: boolean },
): ScorePicture {
  const most = Math.max(...images)
  const scales = new Map(
    [...new Set(images)].map((count) => {
      const among = [...scores].filter((score, cell) => images[cell] === count && score >= 0)
      return [
        count,
        scoreScale(among.length > 0 ? Math.max(...among) : 1, Math.max(1, count)),
      ] as const
    }),
  )
  const colorOf = (share: number) => sequentialColor(share, ground, dark)
  const cellAt = (cost: number, gamma: number, index: number): ScoreCell => {
    const score = scores[index] ?? Number.NaN
    const count = images[index] ?? 0
    const place = { cost, gamma, images: count }
    if (Number.isNaN(score)) return { ...place, ...unscored, color: muted }
    const fewer = count < most
    const loud = colorOf(scales.get(count)?.shareOf(score) ?? 1)
    const fill = fewer ? fadedColor(loud, ground) : loud
    const spread = spreads[index] ?? Number.NaN
    const text = accuracyFigure(score)
    return { ...place, score, spread, fewer, text, fill, color: textOn(fill) }
  }
  const rows = gammas.map((gamma, row) =>
    costs.map((cost, column) => cellAt(cost, gamma, row * costs.length + column)),
  )
  const { from = 0, to = 1 } = scales.get(most) ?? {}
  return {
    rows,
    images: most,
    mixed: rows.flat().some(({ fewer }) => fewer),
    scale: {
      colors: Array.from({ length: steps }, (_, step) => colorOf(step / (steps - 1))),
      from: `≤ ${accuracyFigure(from)}`,
      to: formatAccuracy(to),
    },
  }
}
