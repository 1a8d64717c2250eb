import { LineChart } from 'echarts/charts'
import {
  DatasetComponent,
  DataZoomInsideComponent,
  GridComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components'
import { use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

use([
  LineChart,
  DatasetComponent,
  DataZoomInsideComponent,
  GridComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  LabelLayout,
  CanvasRenderer,
  SVGRenderer,
])

export { connect, init, type EChartsType } from 'echarts/core'
export type { EChartsOption } from 'echarts'
