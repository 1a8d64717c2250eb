import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { failureOf } from '../api'
import { registerCommand } from '../frame/commands'
import { useMenuAbility } from '../frame/menu-state'
import { useTraining } from '../training/store'
import { useToast } from '../ui/use-toast'
import { useExperiment } from './store'

/**
 * Starts the experiment, or lets it wait while another trains; by button, menu and key.
 * @param blocked why it cannot be started; null where it can
 */
export function useStart(blocked: Readonly<Ref<string | null>>) {
  const { t } = useI18n()
  const experiment = useExperiment()
  const training = useTraining()
  const { notify, notifyProblem } = useToast()

  const starting = ref(false)
  const canStart = () => blocked.value === null && !starting.value

  async function start(): Promise<void> {
    if (!canStart()) return
    experiment.seal()
    starting.value = true
    try {
      const { name } = experiment.spec
      const { queued } = await training.start(experiment.spec)
      if (queued) notify(t('experiment.queued', { name }))
      else experiment.showing = 'run'
    } catch (error) {
      notifyProblem(failureOf(error))
    } finally {
      starting.value = false
    }
  }

  registerCommand('startTraining', () => void start(), canStart)
  useMenuAbility(() => ({ canStart: canStart() }))
  return { starting, start }
}
