import type { CurveReading } from './curves'

/**
 * All curves at one x as a small table. Built as elements: text stays text, and nothing in it is
 * a style attribute, which the window's CSP forbids.
 */
export function tooltipElement(
  title: string,
  readings: readonly CurveReading[],
  format: (value: number) => string,
): HTMLElement {
  const table = document.createElement('div')
  table.className = 'curve-tooltip'
  const add = (className: string, text: string) => {
    const cell = document.createElement('span')
    cell.className = className
    cell.textContent = text
    table.append(cell)
    return cell
  }
  add('curve-tooltip-title', title)
  for (const { curve, value, smoothed } of readings) {
    add('curve-tooltip-dot', '').style.background = curve.color
    add('curve-tooltip-name', curve.name)
    add('curve-tooltip-value', format(smoothed ?? value))
    add('curve-tooltip-raw', smoothed === null ? '' : format(value))
  }
  return table
}
