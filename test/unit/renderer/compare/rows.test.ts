import { describe, expect, it } from 'vitest'
import { usualEarlyStopping } from '#contract/early-stopping'
import { defaultExperiment, learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import { galleryModel } from '#contract/model-gallery'
import { compareRows, filterRows } from '../../../../src-renderer/compare/rows'
import { runDetail, runSummary } from '../../../support/renderer/runs'

const first = runDetail(runSummary(1, { testAccuracy: 0.99, testLoss: 0.03 }))
const spec = defaultExperiment()
spec.recipe.learningRate = 0.01
spec.model = galleryModel('mlp') ?? spec.model
const second = runDetail(
  runSummary(2, { testAccuracy: 0.995, testLoss: 0.04, parameters: 235_146, seconds: 60 }),
  { spec },
)
const rows = compareRows([first, second], first)
const row = (key: string) => rows.find((each) => each.key === key)

describe('rows of a comparison', () => {
  it('hold each figure with its difference from the baseline, in its own direction', () => {
    expect(row('testAccuracy')?.cells).toEqual([
      { text: '99.00\u202f%', delta: null, best: false },
      { text: '99.50\u202f%', delta: { text: '+0.50', verdict: 'better' }, best: true },
    ])
    expect(row('testLoss')?.cells[1]?.delta).toEqual({ text: '+0.0100', verdict: 'worse' })
    expect(row('seconds')?.cells[1]?.delta?.verdict).toBe('worse')
    expect(row('parameters')?.cells[1]?.delta?.verdict).toBe('other')
  })

  it('mark all that read as the best does, or none of them', () => {
    const timed = [0.31, 0.312, 5].map((fitSeconds, at) =>
      runDetail(runSummary(at + 1, { fitSeconds })),
    )
    const bold = (of: typeof timed) =>
      compareRows(of, of[0] ?? first)
        .find(({ key }) => key === 'fitSeconds')
        ?.cells.map(({ best }) => best)
    expect(bold(timed)).toEqual([true, true, false])
    expect(bold(timed.slice(0, 2))).toEqual([false, false])
  })

  it('follow whichever run is the baseline', () => {
    const other = compareRows([second, first], second)
    expect(other.find(({ key }) => key === 'testAccuracy')?.cells[1]?.delta).toEqual({
      text: '−0.50',
      verdict: 'worse',
    })
  })

  it('hold every setting, layers by their name', () => {
    expect(row('recipe.learningRate')?.cells.map(({ text }) => text)).toEqual(['0.001', '0.01'])
    expect(row('layers.conv2d_1.filters')?.cells.map(({ text }) => text)).toEqual(['32', '–'])
    expect(row('layers.dense_1.units')?.cells.map(({ text }) => text)).toEqual(['128', '256'])
    expect(row('recipe.seed')?.differs).toBe(false)
  })

  it('hold the parts of what is off in another run, and not the whole beside them', () => {
    const stopping = defaultExperiment()
    stopping.recipe.earlyStopping = usualEarlyStopping
    const stopped = runDetail(runSummary(3), { spec: stopping })
    const found = compareRows([first, stopped], first).filter(({ key }) =>
      key.startsWith('recipe.earlyStopping'),
    )
    expect(found.map(({ key, cells }) => [key, ...cells.map(({ text }) => text)])).toEqual([
      ['recipe.earlyStopping.monitor', '–', 'validation.accuracy'],
      ['recipe.earlyStopping.minimumChange', '–', '0'],
      ['recipe.earlyStopping.patience', '–', '5'],
      ['recipe.earlyStopping.restoreBest', '–', 'true'],
    ])
  })

  it('are filtered by difference and by key', () => {
    const name = ({ key }: { key: string }) => key
    const differing = filterRows(rows, true, '', name)
    expect(differing.every(({ differs }) => differs)).toBe(true)
    expect(differing.length).toBeLessThan(rows.length)
    expect(filterRows(rows, false, ' LEARNING ', name).map(({ key }) => key)).toEqual([
      'recipe.learningRate',
    ])
    expect(filterRows(rows, false, 'genauigkeit', () => 'Genauigkeit')).toHaveLength(rows.length)
  })

  it('say how many images each was trained on', () => {
    const limited = defaultExperiment()
    limited.dataset.trainLimit = 5_000
    const few = runDetail(runSummary(3), { spec: limited })
    const found = compareRows([first, few], first).find(({ key }) => key === 'trainingImages')
    expect(found?.cells.map(({ text, best }) => [text, best])).toEqual([
      ['55\u202f000', false],
      ['5\u202f000', false],
    ])
  })

  it('name a learner’s parameters as its own, without those that its kernel does not use', () => {
    const svm = galleryLearner('svm-rbf')
    if (!svm) throw new Error('There is no SVM.')
    const fitted = runDetail(runSummary(3, { epochsPlanned: 0 }), { spec: learnerExperiment(svm) })
    const keys = compareRows([fitted], fitted).map(({ key }) => key)
    expect(keys.filter((key) => key.startsWith('learner.'))).toEqual([
      'learner.type',
      'learner.kernel',
      'learner.c',
      'learner.gamma',
      'learner.probabilities',
      'learner.cacheMegabytes',
    ])
    expect(keys).not.toContain('c')
  })

  it('set a loss of votes against no loss of probabilities', () => {
    const [machine, other] = [galleryLearner('svm-rbf'), galleryLearner('knn')].map(
      (learner, at) => {
        if (!learner) throw new Error('There is no such learner.')
        const summary = runSummary(at + 3, { epochsPlanned: 0, testLoss: 0.444 + at })
        return runDetail(summary, { spec: learnerExperiment(learner) })
      },
    )
    if (!machine || !other) throw new Error('Both are there.')
    const losses = (of: typeof first, ...more: (typeof first)[]) =>
      compareRows([of, ...more], of).find(({ key }) => key === 'testLoss')
    const mixed = losses(first, second, machine)
    expect(mixed?.mixed).toBe(true)
    expect(mixed?.cells.map(({ delta, best }) => [delta?.verdict ?? null, best])).toEqual([
      [null, false],
      ['worse', false],
      [null, false],
    ])
    const voted = losses(machine, other)
    expect(voted?.mixed).toBe(false)
    expect(voted?.cells.map(({ delta, best }) => [delta?.verdict ?? null, best])).toEqual([
      [null, true],
      ['worse', false],
    ])
  })

  it('stand by themselves where only networks or only learners have them', () => {
    const knn = galleryLearner('knn')
    if (!knn) throw new Error('There is no kNN.')
    const learned = runDetail(runSummary(3, { epochsPlanned: 0 }), { spec: learnerExperiment(knn) })
    const all = compareRows([first, second, learned], first)
    const groupOf = (key: string) => all.find((each) => each.key === key)?.group
    expect(groupOf('dataset.id')).toBe('configuration')
    expect(groupOf('layers.conv2d_1.filters')).toBe('networks')
    expect(groupOf('learner.k')).toBe('learners')
    // Among networks alone, what one of them lacks is a difference as any.
    expect(row('layers.conv2d_1.filters')?.group).toBe('configuration')
  })

  it('say “missing” of figures that a run does not have', () => {
    const crashed = runDetail(runSummary(3, { testAccuracy: null }), { environment: null })
    const cells = compareRows([first, crashed], first).find(({ key }) => key === 'testAccuracy')
    expect(cells?.cells[1]).toEqual({ text: '–', delta: null, best: false })
    expect(cells?.differs).toBe(true)
  })
})
