import { isNetwork } from '#contract/experiment-spec'
import { inUse, learnerKind } from '#contract/learner'
import type { RunDetail } from '#contract/run'
import { flatten } from '../runs/flatten'
import { knownEnvironment } from '../runs/known-environment'
import { groupOfSetting, rowGroups, type RowGroup } from './groups'
import { best, delta, figureOf, figuresOf, isOneScale, metrics, type Delta } from './metrics'

export interface CompareCell {
  text: string
  delta: Delta | null
  best: boolean
}

export interface CompareRow {
  group: RowGroup
  /** Metric, or dotted path in spec or environment. */
  key: string
  /** A cell for each run, in their order. */
  cells: CompareCell[]
  differs: boolean
  /** Its figures are of more than one scale: only those of the baseline's are set against it. */
  mixed: boolean
}

/** Every figure and every setting as a row; the baseline is one of the runs. */
export function compareRows(runs: readonly RunDetail[], baseline: RunDetail): CompareRow[] {
  const rows = [
    ...resultRows(runs, baseline),
    ...settingRows(
      runs.map(({ spec }) => configuration(spec)),
      (texts) => groupOfSetting(runs, texts),
    ),
    ...settingRows(
      runs.map(({ environment }) => Object.fromEntries(knownEnvironment(environment))),
      () => 'environment',
    ),
  ]
  return rowGroups.flatMap((group) => rows.filter((row) => row.group === group))
}

/** Rows that match: differing ones only, and those whose key holds the text. */
export function filterRows(
  rows: readonly CompareRow[],
  differencesOnly: boolean,
  search: string,
  nameOf: (row: CompareRow) => string,
): CompareRow[] {
  const wanted = search.trim().toLowerCase()
  return rows.filter(
    (row) =>
      (!differencesOnly || row.differs) &&
      (wanted === '' || `${row.key} ${nameOf(row)}`.toLowerCase().includes(wanted)),
  )
}

function resultRows(runs: readonly RunDetail[], baseline: RunDetail): CompareRow[] {
  const figures = runs.map(figuresOf)
  const known = metrics.filter(({ key }) => figures.some((run) => figureOf(run, key) !== null))
  return known.map((metric): CompareRow => {
    const { key } = metric
    const base = figuresOf(baseline)
    const top = best(metric, figures)
    const cells = figures.map((run) => {
      const value = figureOf(run, key)
      const text = value === null ? '–' : metric.format(value)
      return {
        text,
        delta:
          run.id === base.id || !isOneScale(key, [run, base])
            ? null
            : delta(metric, value, figureOf(base, key)),
        best: text === top,
      }
    })
    return {
      group: 'results',
      key,
      cells,
      differs: differ(cells.map(({ text }) => text)),
      mixed: !isOneScale(key, figures),
    }
  })
}

/** Of the spec, without what names the file and the run. */
function configuration(spec: RunDetail['spec']): object {
  if (!isNetwork(spec))
    return {
      model: learnerKind(spec.learner).name,
      learner: inUse(spec.learner),
      dataset: spec.dataset,
    }
  const { dataset, normalization, model, recipe } = spec
  const layers = model.layers.map(({ id, inputs, ...layer }) => [
    id,
    // A chain is the ordinary case and would only fill the table.
    { ...layer, ...(inputs.length > 1 ? { inputs } : {}) },
  ])
  return {
    model: model.name,
    recipe,
    dataset,
    normalization,
    layers: Object.fromEntries(layers),
  }
}

function settingRows(
  settings: readonly object[],
  groupOf: (texts: readonly (string | null)[]) => RowGroup,
): CompareRow[] {
  const flat = settings.map(
    (each) => new Map(flatten(each).map(({ key, value }) => [key, value] as const)),
  )
  const all = [...new Set(flat.flatMap((each) => [...each.keys()]))]
  // What is off in one run may have parts in another, such as early stopping: the parts say it all.
  const keys = all.filter((key) => !all.some((other) => other.startsWith(`${key}.`)))
  return keys.map((key) => {
    const known = flat.map((each) => each.get(key) ?? null)
    const texts = known.map((text) => text ?? '–')
    const group = groupOf(known)
    const cells = texts.map((text) => ({ text, delta: null, best: false }))
    return { group, key, cells, differs: differ(texts), mixed: false }
  })
}

const differ = (texts: readonly string[]) => new Set(texts).size > 1
