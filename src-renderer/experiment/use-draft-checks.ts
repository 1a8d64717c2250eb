import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { datasetFigures, type DatasetSummary } from '#contract/dataset'
import { isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import { fieldsInUse } from '../learner/learner-fields'
import { checkModel } from '../model/check-model'
import { useLimitsText } from '../model/use-limits-text'
import { formatCount } from '../ui/format'
import { checkDraft, learningSize, type DraftField, type DraftIssue } from './draft-checks'

/** Everything that is wrong with the draft, in words at their fields. */
export function useDraftChecks(
  draft: Readonly<Ref<ExperimentSpec>>,
  summary: Readonly<Ref<DatasetSummary | null>>,
) {
  const { t } = useI18n()
  const limitsText = useLimitsText()

  /** Training images before the validation split. */
  const images = computed(() => {
    if (!summary.value) return null
    const counted = summary.value.splits.filter(({ split }) => split !== 'test')
    return counted.reduce((sum, { count }) => sum + count, 0)
  })
  const modelCheck = computed(() => {
    const { imageShape = [], classes = 0 } = datasetFigures(draft.value.dataset.id) ?? {}
    return isNetwork(draft.value) ? checkModel(draft.value.model, imageShape, classes) : null
  })
  const issues = computed(() => {
    const data = summary.value && { sha256: summary.value.sha256, images: images.value ?? 0 }
    return checkDraft(draft.value, data)
  })

  /** The parameter by its name, and what it has to be. */
  function parameterText(parameter: string): string {
    const field = isNetwork(draft.value)
      ? undefined
      : fieldsInUse(draft.value.learner, learningSize(draft.value, images.value)).find(
          ({ key }) => key === parameter,
        )
    if (field?.kind !== 'number') return parameter
    const name = t(`learner.parameters.${parameter}`)
    return t('experiment.issue', { field: name, text: limitsText(field.limits) })
  }

  function issueText(issue: DraftIssue): string {
    if (issue.kind === 'name') return t('experiment.nameProblem')
    if (issue.kind === 'parameter') return parameterText(issue.parameter)
    if (issue.kind === 'otherData') return t('experiment.otherData')
    if (issue.kind === 'tooMany')
      return t('experiment.tooMany', { count: formatCount(issue.available) })
    return limitsText(issue.limits)
  }

  const atField = (issue: DraftIssue) =>
    issue.kind === 'limits'
      ? t('model.hasToBe', { limits: limitsText(issue.limits) })
      : issueText(issue)

  /** What is wrong with one field, null where nothing is. */
  const problemOf: ComputedRef<(field: DraftField) => string | null> = computed(() => {
    const texts = new Map(
      issues.value.flatMap((issue) =>
        'field' in issue ? [[issue.field, atField(issue)] as const] : [],
      ),
    )
    return (field) => texts.get(field) ?? null
  })

  return { images, modelCheck, issues, issueText, problemOf }
}
