import type { ChartTokens } from './chart-theme'
import { thinSpace } from '../ui/format'
import type { EChartsOption } from './echarts'

export interface ExplainedVarianceChart {
  /** [components], of the whole variance */
  shares: Float64Array
  /** [components] */
  cumulative: Float64Array
  /** A cumulative share that is marked, and how many components reach it. */
  mark: { share: number; components: number | null }
  names: { component: string; share: string; cumulative: string }
  format: (share: number) => string
  tokens: ChartTokens
}

/** Above so many points a symbol for each would hide the line. */
const mostSymbols = 60

/** Share and cumulative share of the variance by component. */
export function explainedVarianceOption(chart: ExplainedVarianceChart): EChartsOption {
  const { shares, cumulative, mark, names, format, tokens } = chart
  const line = (name: string, values: Float64Array, color: string) => ({
    type: 'line' as const,
    name,
    data: Array.from(values, (value, at) => [at + 1, value]),
    symbol: 'circle',
    symbolSize: 4,
    showSymbol: values.length <= mostSymbols,
    showAllSymbol: true,
    lineStyle: { width: 1.5 },
    color,
    endLabel: { show: true, formatter: name, color: tokens.text, fontSize: 11 },
  })
  return {
    grid: { left: 56, right: 84, top: 12, bottom: 40 },
    xAxis: {
      type: 'value',
      min: Math.min(1, shares.length - 1),
      max: shares.length,
      minInterval: 1,
      name: names.component,
      nameLocation: 'middle',
      nameGap: 24,
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      splitNumber: 4,
      axisLabel: { formatter: (share: number) => `${Math.round(share * 100)}${thinSpace}%` },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      formatter: (points: unknown) => {
        const [point] = points as { dataIndex: number }[]
        if (!point) return ''
        const at = point.dataIndex
        return [
          `${names.component} ${at + 1}`,
          `${names.share}   ${format(shares[at] ?? 0)}`,
          `${names.cumulative}   ${format(cumulative[at] ?? 0)}`,
        ].join('\n')
      },
    },
    series: [
      {
        ...line(names.cumulative, cumulative, tokens.accent),
        markLine: markedAt(mark, tokens),
      },
      line(names.share, shares, tokens.muted),
    ],
  }
}

/** A line across at the marked share, and down where it is reached. */
function markedAt({ share, components }: ExplainedVarianceChart['mark'], tokens: ChartTokens) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: tokens.muted, type: 'dashed' as const, width: 1 },
    label: { show: false },
    data: [{ yAxis: share }, ...(components === null ? [] : [{ xAxis: components }])],
  }
}
