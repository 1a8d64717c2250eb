/** Text as it may stand in an SVG file. */
export const escapeSvg = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`)

export const roundSvg = (value: number) => Math.round(value * 100) / 100
