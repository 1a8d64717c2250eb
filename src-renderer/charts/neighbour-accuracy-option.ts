import type { ChartTokens } from './chart-theme'
import type { EChartsOption } from './echarts'

export interface NeighbourAccuracyChart {
  /** The first for one neighbour. */
  accuracies: Float64Array
  /** The run's own number of neighbours, which is marked. */
  own: number
  /** Of the x axis. */
  name: string
  format: (accuracy: number) => string
  tokens: ChartTokens
}

/** Accuracy by number of neighbours; y never begins at 0 for its own sake. */
export function neighbourAccuracyOption(chart: NeighbourAccuracyChart): EChartsOption {
  const { accuracies, own, name, format, tokens } = chart
  const data = Array.from(accuracies, (accuracy, at) => {
    const isOwn = at + 1 === own
    return {
      value: accuracy,
      symbolSize: isOwn ? 10 : 4,
      label: { show: isOwn, formatter: `k = ${own}`, color: tokens.text, fontSize: 11 },
    }
  })
  return {
    grid: { left: 64, right: 16, top: 24, bottom: 40 },
    xAxis: {
      type: 'category',
      data: data.map((_, at) => String(at + 1)),
      name,
      splitLine: { show: false },
      nameLocation: 'middle',
      nameGap: 24,
    },
    yAxis: { type: 'value', scale: true, splitNumber: 4, axisLabel: { formatter: format } },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      formatter: (points: unknown) => {
        const [point] = points as { dataIndex: number; value: number }[]
        return point ? `k = ${point.dataIndex + 1}   ${format(point.value)}` : ''
      },
    },
    series: [
      {
        type: 'line',
        data,
        symbol: 'circle',
        showAllSymbol: true,
        lineStyle: { width: 1.5 },
        color: tokens.accent,
      },
    ],
  }
}
