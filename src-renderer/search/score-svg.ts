import type { ChartTokens } from '../charts/chart-theme'
import { escapeSvg as escape, roundSvg as round } from '../charts/svg-text'
import { formatCount } from '../ui/format'
import type { ScorePicture } from './score-picture'

export interface ScoreWords {
  title: string
  /** What was searched with. */
  basis: string
  axes: string
  scale: string
  /** What the colours mean. */
  notes: readonly string[]
}

const cell = { width: 72, height: 44 }
const [left, top, right, bottom, line] = [96, 84, 20, 20, 20]

/** Of the whole picture, in its own units. */
export function scoreSvgSize({ rows }: ScorePicture, { notes }: ScoreWords) {
  const columns = rows[0]?.length ?? 0
  return {
    width: Math.max(560, left + columns * cell.width + right),
    height: top + rows.length * cell.height + line * (notes.length + 1) + 12 + bottom,
  }
}

/** The map of a search as the text of an SVG file: cells, words and colours as in the window. */
export function scoreSvg(
  picture: ScorePicture,
  best: { cost: number; gamma: number } | null,
  words: ScoreWords,
  tokens: ChartTokens,
): string {
  const { width, height } = scoreSvgSize(picture, words)
  const text = (x: number, y: number, content: string, color: string, more = '') =>
    `<text x="${round(x)}" y="${round(y)}" fill="${color}" dominant-baseline="central"${more}>${escape(content)}</text>`
  const middle = ' text-anchor="middle"'
  const end = ' text-anchor="end"'
  const columnX = (column: number) => left + (column + 0.5) * cell.width
  const rowY = (row: number) => top + (row + 0.5) * cell.height

  const cells = picture.rows.flatMap((line, row) =>
    line.flatMap(({ cost, gamma, fill, color, text: score, fewer, images }, column) => {
      if (!fill) return []
      const [x, y] = [columnX(column), rowY(row)]
      const isBest = best?.cost === cost && best.gamma === gamma
      const box = (inset: number) =>
        `x="${round(x - cell.width / 2 + inset)}" y="${round(y - cell.height / 2 + inset)}" width="${cell.width - 2 * inset}" height="${cell.height - 2 * inset}" rx="3"`
      return [
        `<rect ${box(1)} fill="${fill}"/>`,
        fewer ? `<rect ${box(3.5)} fill="none" stroke="${color}" stroke-dasharray="3 3"/>` : '',
        text(
          x,
          fewer ? y - 6 : y,
          isBest ? `★ ${score}` : score,
          color,
          isBest ? `${middle} font-weight="600"` : middle,
        ),
        fewer ? text(x, y + 10, formatCount(images), color, `${middle} font-size="10"`) : '',
      ]
    }),
  )
  const names = [
    ...(picture.rows[0] ?? []).map(({ cost }, column) =>
      text(columnX(column), top - 14, `${cost}`, tokens.text, middle),
    ),
    ...picture.rows.map((line, row) =>
      text(left - 10, rowY(row), `${line[0]?.gamma ?? ''}`, tokens.text, end),
    ),
  ]
  const legend = top + picture.rows.length * cell.height + line
  const { colors, from, to } = picture.scale
  const stops = colors.map(
    (color, at) => `<stop offset="${round(at / (colors.length - 1))}" stop-color="${color}"/>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${escape(tokens.font)}" font-size="13">`,
    `<title>${escape(words.title)}</title>`,
    `<defs><linearGradient id="scale">${stops.join('')}</linearGradient></defs>`,
    `<rect width="${width}" height="${height}" fill="${tokens.ground}"/>`,
    text(20, 22, words.title, tokens.text, ' font-size="16" font-weight="600"'),
    text(20, 44, words.basis, tokens.muted, ' font-size="12"'),
    text(left - 10, top - 14, words.axes, tokens.muted, `${end} font-size="12"`),
    ...names,
    ...cells,
    text(left + 160, legend, `${words.scale} ${from}`, tokens.muted, `${end} font-size="12"`),
    `<rect x="${left + 168}" y="${legend - 5}" width="110" height="10" rx="2" fill="url(#scale)"/>`,
    text(left + 286, legend, to, tokens.muted, ' font-size="12"'),
    ...words.notes.map((note, at) =>
      text(20, legend + line * (at + 1), note, tokens.muted, ' font-size="12"'),
    ),
    '</svg>',
  ].join('\n')
}
