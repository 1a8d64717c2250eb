import { WorkbenchError } from '#contract/problem'
import { edgesOf, type SearchEdge } from '#contract/search-edges'
import type { SvmScores, SvmSearch, SvmSearchResult } from '#contract/svm-search'
import { searchedMachine, searchExperiment } from '#core/experiment'
import { readSettings } from '#core/runs'
import { chooseSpec, type SpecOptions } from './choose-spec'
import { answer, percent, say, table, type Output } from './output'
import { chooseSearch, type GridOptions } from './search-options'
import { SearchProgress } from './search-progress'

export type SearchOptions = Pick<SpecOptions, 'model' | 'spec' | 'dataset' | 'trainLimit' | 'set'> &
  GridOptions

/** Scores C and gamma on training images, tells the grid, and leaves nothing behind. */
export async function search(
  options: SearchOptions,
  dataFolder: string,
  output: Output,
): Promise<void> {
  const { model, spec: file, dataset, trainLimit, set } = options
  const asked = { model: model ?? (file ? undefined : 'svm-rbf'), spec: file, dataset, trainLimit }
  const { spec, learner } = searchedMachine(await chooseSpec(defined({ ...asked, set })))
  const order = chooseSearch(spec, learner, options)
  const { costs, gammas, folds, images } = order
  const pairs = costs.length * gammas.length
  say(
    output,
    `${pairs} ${pairs === 1 ? 'pair' : 'pairs'} of C and gamma, ${folds} folds, up to ${images} training images; the test images are not used.`,
  )
  const { threads } = readSettings(dataFolder)
  const cancelling = new AbortController()
  const cancel = () => {
    cancelling.abort(new WorkbenchError('search.cancelled', 'The search was cancelled.'))
  }
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  const progress = new SearchProgress(output)
  try {
    const found = await searchExperiment({ search: order, threads }, cancelling.signal, (now) => {
      progress.show(now)
    })
    progress.end()
    tellResult(order, found, trainingWords(asked, set, found.best), output)
  } catch (error) {
    progress.end()
    const { scores } = progress
    if (error instanceof WorkbenchError && scores) {
      const { code, message } = error.problem
      const grid = { ...plain(scores), best: null, error: { code, message } }
      answer(output, grid, gridLines(scores, null))
    }
    throw error
  } finally {
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
  }
}

function tellResult(
  { folds }: SvmSearch,
  found: SvmSearchResult,
  command: string,
  output: Output,
): void {
  const { best, seconds } = found
  const count = Math.max(...found.images)
  const edges = edgesOf(found, best)
  answer(output, { ...plain(found), best, edges, folds, seconds, command }, [
    ...gridLines(found, best),
    `* best: C = ${best.cost}, gamma = ${best.gamma}: ${withSpread(best.score, best.spread)} of ${count} training images, each held out once (${folds} folds), in ${seconds.toFixed(1)} s.`,
    ...(edges.length > 0 ? [edgeWords(edges)] : []),
    'To train with it:',
    `  ${command}`,
  ])
}

const edgeWords = (edges: readonly SearchEdge[]) => {
  const axes = edges.map(({ axis, end }) => `--${axis} with ${end === 'low' ? 'less' : 'more'}`)
  return `The best lies on the edge of the grid: widen the range (${axes.join(', ')}).`
}

/** The grid as JSON can say it: a row a gamma, null where there is no score. */
function plain({ costs, gammas, scores, spreads, images }: SvmScores) {
  const rows = <Value>(of: (cell: number) => Value) =>
    gammas.map((_, row) => costs.map((__, column) => of(row * costs.length + column)))
  return {
    costs,
    gammas,
    scores: rows((cell) => orNull(scores[cell])),
    spreads: rows((cell) => orNull(spreads[cell])),
    images: rows((cell) => images[cell]),
  }
}

const orNull = (value = Number.NaN) => (Number.isNaN(value) ? null : value)

/** A share and the standard deviation of its folds, in points of a percent. */
const withSpread = (score: number, spread: number) =>
  `${percent(score)} ± ${(100 * spread).toFixed(2)}`

/** A row a gamma, a column a C; the number of images stands where it is not that of the most. */
function gridLines(scores: SvmScores, best: SvmSearchResult['best'] | null): string[] {
  const { costs, gammas } = scores
  const most = Math.max(...scores.images)
  const cell = (gamma: number, row: number) => (cost: number, column: number) => {
    const at = row * costs.length + column
    const score = scores.scores[at] ?? Number.NaN
    if (Number.isNaN(score)) return '–'
    const star = best?.cost === cost && best.gamma === gamma ? ' *' : ''
    const few = scores.images[at] === most ? '' : ` (${scores.images[at]})`
    return `${withSpread(score, scores.spreads[at] ?? Number.NaN)}${star}${few}`
  }
  const rows = gammas.map((gamma, row) => [`gamma = ${gamma}`, ...costs.map(cell(gamma, row))])
  const lines = table([['', ...costs.map((cost) => `C = ${cost}`)], ...rows])
  const partial = scores.images.some((count) => count > 0 && count < most)
  return [
    ...lines,
    '± n: standard deviation over the folds; smaller differences may be chance',
    ...(partial ? ['(n): scored on so many images only'] : []),
  ]
}

/** The command that trains with what was found. */
function trainingWords(
  { model, spec, dataset, trainLimit }: Omit<SpecOptions, 'set'>,
  set: Record<string, string> = {},
  { cost, gamma }: SvmSearchResult['best'],
): string {
  const settings = Object.entries({ ...set, c: String(cost), gamma: String(gamma) })
  const named = { model, spec, dataset, 'train-limit': trainLimit }
  const words = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)],
  )
  const all = [...words, ...settings.flatMap(([name, value]) => ['--set', `${name}=${value}`])]
  return ['npm run cli -- train', ...all.map(quoted)].join(' ')
}

const quoted = (word: string) =>
  /^[\w.,:=/@+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** Without what was not asked for, whose presence would be an answer. */
const defined = (options: SpecOptions): SpecOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
