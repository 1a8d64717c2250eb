import { float32Text, metricColumns, metricRows, timeText } from '#contract/metric-rows'
import type { EpochFigures, RunDetail } from '#contract/run'
import type { Evaluation } from '#contract/training'
import { csvText } from './csv'
import type { BundleOrder } from './order'
import { writeZip, type ZipItem } from './zip'

/**
 * The whole run as files that any tool reads: `run.json` and CSV tables.
 * Tables are made while they are written, so that 100,000 points cost no memory.
 */
export async function writeBundle(path: string, order: BundleOrder): Promise<void> {
  const { detail, points, evaluation } = order
  const items: ZipItem[] = [
    { name: 'run.json', content: runJson(order) },
    { name: 'metrics.csv', content: csvText(metricColumns, metricRows(points)) },
    { name: 'epochs.csv', content: epochsCsv(detail.epochs) },
    { name: 'README.md', content: readme(detail) },
  ]
  if (evaluation) items.push({ name: 'predictions.csv', content: predictionsCsv(evaluation) })
  if (detail.confusion)
    items.push({ name: 'confusion.csv', content: confusionCsv(detail.confusion) })
  const { endedAt, createdAt } = detail.summary
  await writeZip(path, items, new Date(endedAt ?? createdAt))
}

function runJson({ detail, appVersion }: BundleOrder): string {
  const { summary, spec, environment, epochs, events, confusion } = detail
  const run = {
    format: 'inkbench-run',
    version: 1,
    producer: `Inkbench ${appVersion}`,
    summary,
    spec,
    environment,
    epochs,
    events,
    confusion: confusion && {
      classNames: confusion.classNames,
      /** A row for each actual class, a column for each predicted one. */
      counts: matrixRows(confusion),
    },
  }
  return `${JSON.stringify(run, null, 2)}\n`
}

const epochColumns = [
  'epoch',
  'step',
  'trainLoss',
  'trainAccuracy',
  'validationLoss',
  'validationAccuracy',
  'learningRate',
  'seconds',
  'imagesPerSecond',
] as const satisfies readonly (keyof EpochFigures)[]

function epochsCsv(epochs: readonly EpochFigures[]) {
  return csvText(
    [...epochColumns, 'time'],
    epochs.map((figures) => [
      ...epochColumns.map((column) => figures[column]),
      timeText(figures.time),
    ]),
  )
}

function* predictionsCsv({ classNames, actual, predicted, probabilities }: Evaluation) {
  const name = (index = -1) => classNames[index] ?? ''
  function* rows() {
    for (let image = 0; image < actual.length; image += 1) {
      const first = image * classNames.length
      const row = probabilities.subarray(first, first + classNames.length)
      yield [
        image,
        name(actual[image]),
        name(predicted[image]),
        actual[image] === predicted[image],
        ...Array.from(row, float32Text),
      ]
    }
  }
  const columns = classNames.map((className) => `probability ${className}`)
  yield* csvText(['image', 'actual', 'predicted', 'correct', ...columns], rows())
}

function confusionCsv(confusion: NonNullable<RunDetail['confusion']>) {
  const { classNames } = confusion
  const rows = matrixRows(confusion).map((counts, actual) => [classNames[actual] ?? '', ...counts])
  return csvText(['actual \\ predicted', ...classNames], rows)
}

function matrixRows({ classNames, counts }: NonNullable<RunDetail['confusion']>): number[][] {
  return classNames.map((_, actual) =>
    Array.from(counts.subarray(actual * classNames.length, (actual + 1) * classNames.length)),
  )
}

function readme({ summary }: RunDetail): string {
  return `# ${summary.name}

Run ${summary.number} of Inkbench.

- \`run.json\`: summary, spec (enough to run the experiment again), environment, epochs, events, confusion matrix
- \`metrics.csv\`: every point of every curve; times are UTC
- \`epochs.csv\`: one line an epoch
- \`predictions.csv\`: what the run said of each test image (only of a run that was evaluated)
- \`confusion.csv\`: rows are actual classes, columns predicted ones
`
}
