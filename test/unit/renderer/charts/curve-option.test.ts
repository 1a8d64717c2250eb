import { afterEach, describe, expect, it } from 'vitest'
import { echartsTheme, readTokens } from '../../../../src-renderer/charts/chart-theme'
import {
  axisNumber,
  axisShare,
  curveOption,
  formatX,
  type CurveChart,
} from '../../../../src-renderer/charts/curve-option'
import { init, type EChartsType } from '../../../../src-renderer/charts/echarts'
import { tokens } from '../../../support/renderer/chart-tokens'

const chart = (change: Partial<CurveChart> = {}): CurveChart => ({
  curves: [
    {
      name: 'Training',
      color: '#e69f00',
      x: new Float64Array([1, 2, 3, 4]),
      y: new Float64Array([0.9, 0.95, 0.97, 0.98]),
      smoothed: new Float64Array([0.9, 0.93, 0.95, 0.97]),
    },
    {
      name: 'Validation',
      color: '#16181d',
      x: [2, 4],
      y: [0.94, 0.975],
      dots: true,
      pattern: 'dashed',
    },
  ],
  xKind: 'step',
  tokens,
  ...change,
})

const open: EChartsType[] = []
/** The chart as ECharts really draws it. */
function draw(change: Partial<CurveChart> = {}, font = tokens.font): string {
  const drawn = init(null, echartsTheme({ ...tokens, font }), {
    renderer: 'svg',
    ssr: true,
    width: 640,
    height: 300,
  })
  open.push(drawn)
  drawn.setOption({ animation: false, ...curveOption(chart(change)) })
  return drawn.renderToSVGString()
}
afterEach(() => open.splice(0).forEach((each) => each.dispose()))

/** Labels of the y axis, from below. */
const yLabels = (svg: string) =>
  [...svg.matchAll(/text-anchor="end"[^>]*>([^<]+)</g)].map(([, text]) => text)

describe('the y axis as ECharts draws it', () => {
  const one = (y: number) => [{ name: '', color: '#000', x: [1], y: [y], dots: true }]
  const space = '\u202f'

  it('of a single share has a round range around it', () => {
    const labels = yLabels(draw({ share: true, curves: one(0.8374) }))
    expect(labels).toEqual(['80', '82', '84', '86', '88'].map((each) => `${each}${space}%`))
  })

  it('of a single value too, which is not told twice', () => {
    expect(yLabels(draw({ curves: one(0.001) }))).toEqual([
      '0',
      '0.0005',
      '0.001',
      '0.0015',
      '0.002',
    ])
  })

  it('that was fitted ends at round numbers', () => {
    const labels = yLabels(draw({ share: true, yRange: { min: 0.9412, max: 0.983 } }))
    expect(labels[0]).toBe(`94${space}%`)
    expect(labels.at(-1)).toBe(`99${space}%`)
    expect(new Set(labels).size).toBe(labels.length)
  })
})

describe('what happened', () => {
  it('at the last point or behind it stands at the end of the axis', () => {
    // Epochs are stored in 32 bits, and events are not.
    const exact = 209 / 47
    const x = Float64Array.of(1, 2, 3, Math.fround(exact))
    const curves = chart()
      .curves.slice(0, 1)
      .map((curve) => ({ ...curve, x }))
    for (const place of [exact, Math.fround(exact), 90]) {
      const flags = [{ x: place, label: 'Crashed' }]
      expect(draw({ curves, flags, xKind: 'epoch' }), String(place)).toContain('>Crashed<')
    }
  })
})

describe('curves as ECharts draws them', () => {
  it('are one line each, the raw one faint behind the smoothed', () => {
    const svg = draw()
    const lines = svg.match(/<path d="M[^"]*" fill="none"[^>]*stroke="#e69f00"[^>]*>/g) ?? []
    expect(lines).toHaveLength(2)
    expect(lines.filter((line) => line.includes('stroke-opacity="0.25"'))).toHaveLength(1)
    expect(lines.filter((line) => line.includes('stroke-width="1.5"'))).toHaveLength(1)
  })

  it('have their names at their ends, and dashes where they need them', () => {
    const svg = draw()
    expect(svg).toContain('Training')
    expect(svg).toContain('Validation')
    expect(svg).toMatch(/stroke="#16181d"[^>]*stroke-dasharray/)
    expect(
      draw({ curves: chart().curves.map((curve) => ({ ...curve, endLabel: null })) }),
    ).not.toContain('Training')
  })

  it('never let an axis of shares begin at 0 or promise more than all', () => {
    const svg = draw({ share: true })
    const labels = [...svg.matchAll(/>([\d.]+)\u202f%</g)].map((match) => Number(match[1]))
    expect(labels.length).toBeGreaterThan(2)
    expect(Math.min(...labels)).toBeGreaterThan(50)
    expect(Math.max(...labels)).toBeLessThanOrEqual(100)
  })

  it('carry flags, one line for what happened at one x', () => {
    const svg = draw({
      flags: [
        { x: 2, label: 'Paused' },
        { x: 2, label: 'Resumed' },
        { x: 3, label: 'Stopped' },
      ],
    })
    expect(svg).toContain('Paused · Resumed')
    expect(svg).toContain('Stopped')
  })

  it('name a flag only where its words do not stand on those before', () => {
    const x = Array.from(chart().curves[0]?.x ?? [])
    const [first, last] = [Math.min(...x), Math.max(...x)]
    const near = first + (last - first) / 50
    const svg = draw({
      flags: [
        { x: near, label: 'Went on from a checkpoint' },
        { x: first, label: 'Learning rate changed' },
        { x: last, label: 'Stopped' },
      ],
    })
    expect(svg).toContain('Learning rate changed')
    expect(svg).not.toContain('Went on')
    expect(svg).toContain('Stopped')
  })

  it('keep the words of a flag within the ends of the axis', () => {
    const x = Array.from(chart().curves[0]?.x ?? [])
    const [first, last] = [Math.min(...x), Math.max(...x)]
    const svg = draw({
      flags: [
        { x: first, label: 'Went on from a checkpoint' },
        { x: (first + last) / 2, label: 'Paused' },
        { x: last, label: 'Stop asked for' },
      ],
    })
    const anchorOf = (text: string) =>
      new RegExp(`<text[^>]*text-anchor="(\\w+)"[^>]*>${text}<`).exec(svg)?.[1]
    expect(['Went on from a checkpoint', 'Paused', 'Stop asked for'].map(anchorOf)).toEqual([
      'start',
      'middle',
      'end',
    ])
  })

  it('can be drawn on logarithmic axes, values below 0 left out', () => {
    const curves = [{ name: 'Loss', color: '#0072b2', x: [1, 10, 100], y: [1, -1, 0.01] }]
    const svg = draw({ curves, xLog: true, yLog: true })
    expect(svg).toContain('stroke="#0072b2"')
    expect(svg).not.toContain('NaN')
  })

  it('are well-formed SVG with the style sheet’s own font list', () => {
    const values: Record<string, string> = {
      '--ink-font': `system-ui, "Segoe UI", 'Noto Sans CJK SC',\n sans-serif`,
      '--ink-muted': ' #5b6370 ',
    }
    const read = readTokens({ getPropertyValue: (name) => values[name] ?? '' })
    expect(read.font).toBe('system-ui, Segoe UI, Noto Sans CJK SC, sans-serif')
    expect(read.muted).toBe('#5b6370')
    const svg = draw({ title: 'Run <1> & “loss”' }, read.font)
    const texts = svg.match(/<text [^>]*>/g) ?? []
    expect(texts.length).toBeGreaterThan(4)
    // Attributes in double quotes, none of them cut short by a quote inside.
    for (const text of texts) expect(text).toMatch(/^<text( [\w:-]+="[^"<>]*")+>$/)
    expect(svg).toContain('Run &lt;1&gt; &amp; “loss”')
  })

  it('of nothing are an empty chart', () => {
    expect(draw({ curves: [] })).toContain('<svg')
  })
})

describe('axis words', () => {
  it('write steps, epochs, durations and times', () => {
    expect(formatX('step', 1200)).toBe('1\u202f200')
    expect(formatX('epoch', 2)).toBe('2')
    expect(formatX('epoch', 2.3456)).toBe('2.35')
    expect(formatX('relative', 80)).toBe('1\u202fm 20\u202fs')
    expect(formatX('wall', Date.now(), 'en-GB')).toMatch(/^\d\d:\d\d$/)
  })

  it('leave out zeros that say nothing', () => {
    expect(axisNumber(0.9)).toBe('0.9')
    expect(axisNumber(0.1 + 0.2)).toBe('0.3')
    expect(axisShare(0.985)).toBe('98.5\u202f%')
  })
})

describe('the tooltip', () => {
  it('reads all curves at that x, as elements', () => {
    const { tooltip } = curveOption(chart({ formatY: (value) => value.toFixed(2) }))
    const { formatter } = tooltip as { formatter: (parameters: unknown) => HTMLElement }
    const element = formatter([{ axisValue: 3 }])
    expect(element.textContent).toContain('Training0.950.97')
    expect(element.textContent).toContain('Validation')
    expect(formatter([])).toBe('')
  })

  it('shows hostile names as text', () => {
    const name = '<img src=x onerror=alert(1)>'
    const { tooltip } = curveOption(chart({ curves: [{ name, color: '#000000', x: [1], y: [1] }] }))
    const { formatter } = tooltip as { formatter: (parameters: unknown) => HTMLElement }
    const element = formatter([{ axisValue: 1 }])
    expect(element.querySelector('img')).toBeNull()
    expect(element.textContent).toContain(name)
  })
})
