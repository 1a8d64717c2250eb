import { computed } from 'vue'
import { isDark } from '../ui/use-theme'

/** The tokens that a chart is drawn with, as colour values and font families. */
export interface ChartTokens {
  ground: string
  raised: string
  line: string
  lineStrong: string
  text: string
  muted: string
  accent: string
  font: string
}

const names: Record<keyof ChartTokens, string> = {
  ground: '--ink-ground',
  raised: '--ink-raised',
  line: '--ink-line',
  lineStrong: '--ink-line-strong',
  text: '--ink-text',
  muted: '--ink-muted',
  accent: '--ink-accent',
  font: '--ink-font',
}

/**
 * Reads the style sheet's tokens as they are now. Quotes of font names go: they are not needed,
 * and ECharts would write them into SVG attributes as they are.
 */
export function readTokens(style: Pick<CSSStyleDeclaration, 'getPropertyValue'>): ChartTokens {
  const entries = Object.entries(names).map(([key, name]) => [
    key,
    style.getPropertyValue(name).replace(/["']/g, '').replace(/\s+/g, ' ').trim(),
  ])
  return Object.fromEntries(entries) as ChartTokens
}

/** The tokens of the theme that is on; changes with it. */
export const chartTokens = computed<ChartTokens & { dark: boolean }>(() => ({
  dark: isDark.value,
  ...readTokens(getComputedStyle(document.documentElement)),
}))

/** ECharts' theme: grid barely there, small muted labels, quiet axis pointer, tooltip as a panel. */
export function echartsTheme(tokens: ChartTokens): object {
  const axis = {
    axisLine: { show: true, lineStyle: { color: tokens.lineStrong } },
    axisTick: { show: false },
    axisLabel: { color: tokens.muted, fontSize: 11, hideOverlap: true },
    nameTextStyle: { color: tokens.muted, fontSize: 11 },
    splitLine: { show: true, lineStyle: { color: tokens.line, width: 1, opacity: 0.7 } },
    minorSplitLine: { show: false },
    axisPointer: {
      lineStyle: { color: tokens.muted, width: 1, type: 'solid' },
      label: { show: false },
    },
  }
  return {
    backgroundColor: 'transparent',
    textStyle: { color: tokens.text, fontFamily: tokens.font, fontSize: 12 },
    categoryAxis: axis,
    valueAxis: axis,
    logAxis: axis,
    timeAxis: axis,
    tooltip: {
      backgroundColor: tokens.raised,
      borderColor: tokens.line,
      borderWidth: 1,
      padding: [8, 10],
      textStyle: { color: tokens.text, fontSize: 12, fontFamily: tokens.font },
    },
  }
}
