import type { ChartTokens } from './chart-theme'
import type { MatrixPicture } from './matrix-picture'
import { escapeSvg as escape, roundSvg as round } from './svg-text'

export interface MatrixWords {
  title: string
  actual: string
  predicted: string
}

/** Edge of the whole picture, in its own units. */
export const matrixSvgSize = 640

/** A matrix as the text of an SVG file: the same cells, words and colours as in the window. */
export function matrixSvg(
  picture: MatrixPicture,
  classNames: readonly string[],
  words: MatrixWords,
  tokens: ChartTokens,
): string {
  const [left, top, right, bottom] = [64, 76, 16, 16]
  const size = matrixSvgSize
  const edge = Math.min(size - left - right, size - top - bottom) / picture.classes
  const width = edge * picture.classes
  const font = Math.min(15, edge * 0.34)
  const text = (x: number, y: number, content: string, color: string, more = '') =>
    `<text x="${round(x)}" y="${round(y)}" fill="${color}" text-anchor="middle" dominant-baseline="central"${more}>${escape(content)}</text>`

  const cells = picture.cells.flatMap(({ actual, predicted, fill, color, text: content }) => {
    const [x, y] = [left + predicted * edge, top + actual * edge]
    const box = `x="${round(x + 0.5)}" y="${round(y + 0.5)}" width="${round(edge - 1)}" height="${round(edge - 1)}"`
    return [
      fill ? `<rect ${box} fill="${fill}"/>` : '',
      content ? text(x + edge / 2, y + edge / 2, content, color) : '',
    ]
  })
  const lines = Array.from({ length: picture.classes + 1 }, (_, at) => round(at * edge)).flatMap(
    (at) => [
      `<path d="M${left} ${round(top + at)}H${round(left + width)}"/>`,
      `<path d="M${round(left + at)} ${top}V${round(top + width)}"/>`,
    ],
  )
  const names = classNames.flatMap((name, at) => [
    text(left + (at + 0.5) * edge, top - 14, name, tokens.text),
    text(left - 16, top + (at + 0.5) * edge, name, tokens.text),
  ])
  const middle = top + width / 2
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}" font-family="${escape(tokens.font)}" font-size="${round(font)}">`,
    `<title>${escape(words.title)}</title>`,
    `<rect width="${size}" height="${size}" fill="${tokens.ground}"/>`,
    text(size / 2, 22, words.title, tokens.text, ' font-size="16" font-weight="600"'),
    text(left + width / 2, 46, words.predicted, tokens.muted, ' font-size="13"'),
    text(
      20,
      middle,
      words.actual,
      tokens.muted,
      ` font-size="13" transform="rotate(-90 20 ${round(middle)})"`,
    ),
    `<g stroke="${tokens.line}" fill="none">${lines.join('')}</g>`,
    ...names,
    ...cells,
    '</svg>',
  ].join('\n')
}
