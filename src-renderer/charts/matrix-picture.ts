import { thinSpace } from '../ui/format'
import type { ChartTokens } from './chart-theme'
import { divergingColor, sequentialColor, textOn } from './colors'
import type { ConfusionCell, ConfusionLayout, ConfusionMode } from './confusion-layout'

/** A cell as it is drawn, in the window and in exported pictures alike. */
export interface PictureCell {
  actual: number
  predicted: number
  text: string
  /** Null leaves the ground as it is. */
  fill: string | null
  color: string
}

export interface MatrixPicture {
  classes: number
  cells: PictureCell[]
  /** Colour scale from its first to its last value, with their words. */
  scale: { colors: string[]; from: string; to: string }
}

/** A value as the cells write it: images, or per cent without the sign. */
export function formatCell(value: number, mode: ConfusionMode): string {
  if (mode === 'counts') return String(value).replace('-', '−')
  const percent = value * 100
  // The sign of a difference that rounds to nothing would be noise.
  const text = Math.abs(percent) >= 9.95 ? percent.toFixed(0) : percent.toFixed(1)
  return text.replace(/^-/, '−').replace(/^−0\.0$/, '0.0')
}

/** Whether a cell would be a share of nothing: of a class that never was, or never was predicted. */
function ofNothing(cell: ConfusionCell, layout: ConfusionLayout, mode: ConfusionMode): boolean {
  if (mode === 'actual') return layout.rowTotals[cell.actual] === 0
  return mode === 'predicted' && layout.columnTotals[cell.predicted] === 0
}

/** Right answers quiet, no errors blank, errors coloured the louder the more they are. */
export function confusionPicture(
  layout: ConfusionLayout,
  mode: ConfusionMode,
  tokens: ChartTokens & { dark: boolean },
): MatrixPicture {
  const cells = layout.cells.map((cell): PictureCell => {
    const { actual, predicted, count, error, value, intensity } = cell
    const place = { actual, predicted }
    const blank = error ? count === 0 : ofNothing(cell, layout, mode)
    if (blank) return { ...place, text: '', fill: null, color: tokens.muted }
    if (!error) return { ...place, text: formatCell(value, mode), fill: null, color: tokens.muted }
    const fill = sequentialColor(intensity, tokens.ground, tokens.dark)
    return { ...place, text: formatCell(value, mode), fill, color: textOn(fill) }
  })
  const colors = steps(0, 1).map((share) => sequentialColor(share, tokens.ground, tokens.dark))
  const to = withUnit(formatCell(layout.largestError, mode), mode)
  return { classes: layout.classes, cells, scale: { colors, from: '0', to } }
}

/** Cells that gained images orange, that lost some purple, with their sign. */
export function differencePicture(
  layout: ConfusionLayout,
  mode: ConfusionMode,
  tokens: ChartTokens,
): MatrixPicture {
  const cells = layout.cells.map(({ actual, predicted, value, intensity }: ConfusionCell) => {
    if (value === 0) return { actual, predicted, text: '', fill: null, color: tokens.muted }
    const fill = divergingColor(intensity, tokens.ground)
    const text = `${value > 0 ? '+' : ''}${formatCell(value, mode)}`
    return { actual, predicted, text, fill, color: textOn(fill) }
  })
  const colors = steps(-1, 1).map((value) => divergingColor(value, tokens.ground))
  const largest = withUnit(formatCell(layout.largestError, mode), mode)
  return {
    classes: layout.classes,
    cells,
    scale: { colors, from: `−${largest}`, to: `+${largest}` },
  }
}

const withUnit = (text: string, mode: ConfusionMode) =>
  mode === 'counts' ? text : `${text}${thinSpace}%`

function steps(from: number, to: number, count = 24): number[] {
  return Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1))
}
