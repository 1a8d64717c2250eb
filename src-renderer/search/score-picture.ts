import type { SvmScores } from '#contract/svm-search'
import type { ChartTokens } from '../charts/chart-theme'
import { sequentialColor, textOn } from '../charts/colors'
import { thinSpace } from '../ui/format'

/** A pair of C and gamma as the map draws it. */
export interface ScoreCell {
  cost: number
  gamma: number
  /** Share of held-out images that were right; null before the first score. */
  score: number | null
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
  /** Colour scale from the least to the best score, with their words. */
  scale: { colors: string[]; from: string; to: string }
}

const steps = 12
const percent = (share: number) => (share * 100).toFixed(1)

/** The better a score, the louder its colour; the scale goes from the least score to the best. */
export function scorePicture(
  { costs, gammas, scores, images }: SvmScores,
  { ground, muted, dark }: ChartTokens & { dark: boolean },
): ScorePicture {
  const known = [...scores].filter((score) => !Number.isNaN(score))
  const [least, best] = known.length > 0 ? [Math.min(...known), Math.max(...known)] : [0, 1]
  const most = Math.max(...images)
  const colorOf = (share: number) => sequentialColor(share, ground, dark)
  const cellAt = (cost: number, gamma: number, index: number): ScoreCell => {
    const score = scores[index] ?? Number.NaN
    const count = images[index] ?? 0
    const place = { cost, gamma, images: count }
    if (Number.isNaN(score))
      return { ...place, score: null, fewer: false, text: '', fill: null, color: muted }
    const fill = colorOf(best > least ? (score - least) / (best - least) : 1)
    return { ...place, score, fewer: count < most, text: percent(score), fill, color: textOn(fill) }
  }
  const rows = gammas.map((gamma, row) =>
    costs.map((cost, column) => cellAt(cost, gamma, row * costs.length + column)),
  )
  return {
    rows,
    images: most,
    mixed: rows.flat().some(({ fewer }) => fewer),
    scale: {
      colors: Array.from({ length: steps }, (_, step) => colorOf(step / (steps - 1))),
      from: percent(least),
      to: `${percent(best)}${thinSpace}%`,
    },
  }
}
