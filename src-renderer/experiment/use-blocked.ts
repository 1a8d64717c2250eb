import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DatasetSummary } from '#contract/dataset'
import { isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import type { Failure } from '#contract/problem'
import type { LayerCheck } from '../model/check-model'
import { layerFields } from '../model/layer-fields'
import { useLimitsText } from '../model/use-limits-text'
import { problemText } from '../ui/problem-text'
import type { DraftField } from './draft-checks'
import type { useDraftChecks } from './use-draft-checks'

/** Where each field stands: its label's key and its element. */
const places: Record<DraftField, { label: string; id: string }> = {
  'dataset.validationCount': { label: 'data.validationCount', id: 'validation-count' },
  'dataset.splitSeed': { label: 'data.splitSeed', id: 'split-seed' },
  'dataset.trainLimit': { label: 'data.limit', id: 'train-limit' },
  'recipe.epochs': { label: 'recipe.epochs', id: 'epochs' },
  'recipe.batchSize': { label: 'recipe.batchSize', id: 'batchSize' },
  'recipe.optimizer.momentum': { label: 'recipe.momentum', id: 'momentum' },
  'recipe.learningRate': { label: 'recipe.learningRate', id: 'learningRate' },
  'recipe.schedule.finalShare': { label: 'schedule.finalShare', id: 'schedule-finalShare' },
  'recipe.schedule.everyEpochs': { label: 'schedule.everyEpochs', id: 'schedule-everyEpochs' },
  'recipe.schedule.factor': { label: 'schedule.factor', id: 'schedule-factor' },
  'recipe.schedule.patience': { label: 'schedule.patience', id: 'schedule-patience' },
  'recipe.schedule.cooldown': { label: 'schedule.cooldown', id: 'schedule-cooldown' },
  'recipe.schedule.minimum': { label: 'schedule.minimum', id: 'schedule-minimum' },
  'recipe.schedule.riseShare': { label: 'schedule.riseShare', id: 'schedule-riseShare' },
  'recipe.warmupEpochs': { label: 'schedule.warmupEpochs', id: 'warmupEpochs' },
  'recipe.weightDecay': { label: 'recipe.weightDecay', id: 'weightDecay' },
  'recipe.dropout': { label: 'recipe.dropout', id: 'dropout' },
  'recipe.seed': { label: 'recipe.seed', id: 'seed' },
  'recipe.labelSmoothing': { label: 'recipeParts.labelSmoothing', id: 'labelSmoothing' },
  'recipe.clipNorm': { label: 'recipeParts.clipNorm', id: 'clipNorm' },
  'recipe.accumulation': { label: 'recipeParts.accumulation', id: 'accumulation' },
  'recipe.checkpointMinutes': {
    label: 'recipeParts.checkpointMinutes',
    id: 'checkpointMinutes',
  },
  'recipe.averageDecay': { label: 'recipeParts.averageDecay', id: 'averageDecay' },
  'recipe.earlyStopping.minimumChange': {
    label: 'earlyStopping.minimumChange',
    id: 'earlyStopping-minimumChange',
  },
  'recipe.earlyStopping.patience': {
    label: 'earlyStopping.patience',
    id: 'earlyStopping-patience',
  },
  'recipe.augmentation.rotationDegrees': {
    label: 'augmentation.kinds.rotation',
    id: 'rotationDegrees',
  },
  'recipe.augmentation.shiftPixels': { label: 'augmentation.kinds.shift', id: 'shiftPixels' },
  'recipe.augmentation.scalePercent': { label: 'augmentation.kinds.scale', id: 'scalePercent' },
  'recipe.augmentation.shearDegrees': { label: 'augmentation.kinds.shear', id: 'shearDegrees' },
  'recipe.augmentation.elasticPixels': { label: 'augmentation.kinds.elastic', id: 'elasticPixels' },
  'recipe.augmentation.erasePercent': { label: 'augmentation.kinds.erase', id: 'erasePercent' },
  'recipe.augmentation.noisePercent': { label: 'augmentation.kinds.noise', id: 'noisePercent' },
}

/** Why the draft cannot be started, in one sentence for the place beside the button. */
export function useBlocked(
  draft: Readonly<Ref<ExperimentSpec>>,
  summary: Readonly<Ref<DatasetSummary | null>>,
  failure: Readonly<Ref<Failure | null>>,
  { issues, issueText, modelCheck }: ReturnType<typeof useDraftChecks>,
) {
  const { t } = useI18n()
  const limitsText = useLimitsText()

  function fieldProblem({ id, invalidFields }: LayerCheck): string {
    const layers = isNetwork(draft.value) ? draft.value.model.layers : []
    const type = layers.find((layer) => layer.id === id)?.type ?? 'input'
    const field = layerFields(type).find(({ key }) => invalidFields.includes(key))
    if (field?.kind !== 'number') return id
    const limits = limitsText(field.limits)
    return t('model.fieldProblem', { field: t(`model.fields.${field.key}`), limits })
  }

  function modelProblem(): string | null {
    const bad = modelCheck.value?.firstBad
    if (!bad) return null
    const text = bad.problem ? problemText(t, bad.problem) : fieldProblem(bad)
    return t('experiment.modelIssue', { text })
  }

  /** What is wrong with the draft itself, whatever the data set is doing. */
  const mistake = computed<string | null>(() => {
    if (draft.value.name.trim() === '') return t('experiment.nameProblem')
    const [issue] = issues.value
    if (issue) {
      const text = issueText(issue)
      if (!('field' in issue)) return text
      const field = t(`experiment.${places[issue.field].label}`)
      return t(issue.kind === 'limits' ? 'experiment.issue' : 'experiment.issuePlain', {
        field,
        text,
      })
    }
    return modelProblem()
  })

  const blocked = computed<string | null>(() => {
    if (mistake.value !== null) return mistake.value
    if (failure.value) return t('experiment.dataFailed')
    return summary.value ? null : t('experiment.waitForData')
  })

  /** Nothing is wrong; the data set is on its way. */
  const waiting = computed(() => mistake.value === null && !failure.value && !summary.value)

  /** Id of the element where the first problem is put right; null for the model's. */
  const fieldOfProblem = computed(() => {
    if (draft.value.name.trim() === '') return 'experiment-name'
    const [issue] = issues.value
    if (!issue) return null
    if (issue.kind === 'otherData') return 'use-this-data'
    if (issue.kind === 'parameter') return `learner-${issue.parameter}`
    return issue.kind === 'name' ? 'experiment-name' : places[issue.field].id
  })

  return { mistake, blocked, waiting, fieldOfProblem }
}
