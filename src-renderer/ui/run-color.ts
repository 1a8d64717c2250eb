/**
 * The eight colours of Okabe and Ito (“Color Universal Design”, 2008), in the order orange, sky
 * blue, green, yellow, blue, vermilion, purple, black. Yellow is deepened on white and blue and
 * black are lightened on the dark ground, so that a 1.5 px line can be seen. The same values
 * stand in styles/tokens.css as `--run-0` … `--run-7`; a test compares them.
 */
export const runColors = {
  light: ['#e69f00', '#56b4e9', '#009e73', '#c9b800', '#0072b2', '#d55e00', '#cc79a7', '#1c1f26'],
  dark: ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#3d9bdc', '#e8702a', '#cc79a7', '#e8eaee'],
} as const

export const linePatterns = ['solid', 'dashed', 'dotted'] as const
export type LinePattern = (typeof linePatterns)[number]

/** 0…7 of a run's number, which counts from 1. */
export function runColorIndex(runNumber: number): number {
  return (((runNumber - 1) % 8) + 8) % 8
}

/** A colour value, for canvas and charts. */
export function runColor(runNumber: number, dark: boolean): string {
  const palette = dark ? runColors.dark : runColors.light
  return palette[runColorIndex(runNumber)] ?? palette[0]
}

/** Runs past the eighth keep their colour's place and change their line. */
export function runPattern(runNumber: number): LinePattern {
  const round = Math.floor(Math.max(0, runNumber - 1) / 8)
  return linePatterns[round % linePatterns.length] ?? 'solid'
}
