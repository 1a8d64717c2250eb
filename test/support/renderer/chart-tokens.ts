import type { ChartTokens } from '../../../src-renderer/charts/chart-theme'

/** The colours of the light theme. */
export const tokens: ChartTokens & { dark: boolean } = {
  ground: '#ffffff',
  raised: '#ffffff',
  line: '#e3e6ea',
  lineStrong: '#c8cdd5',
  text: '#16181d',
  muted: '#5b6370',
  accent: '#4f5bd5',
  font: 'sans-serif',
  dark: false,
}
