import { nextTick } from 'vue'
import { useRouter } from 'vue-router'
import type { MenuCommand } from '#contract/menu'
import { failureOf, request } from '../api'
import { useToast } from '../ui/use-toast'
import { activeRun, canBePaused } from './active-run'
import { registerCommand, runCommand } from './commands'
import { useMenuAbility } from './menu-state'
import { pages } from './pages'

/** Commands that the experiment page carries out once it is there. */
const experimentCommands: readonly MenuCommand[] = [
  'newExperiment',
  'saveExperiment',
  'startTraining',
]

/**
 * Commands that work from every page: going to pages, and steering the training. A page that
 * registers the same command has precedence while it is in view.
 */
export function useFrameCommands(): void {
  const router = useRouter()
  const { notifyProblem } = useToast()

  for (const page of pages) registerCommand(page.command, () => void router.push(`/${page.name}`))

  async function onExperimentPage(command: MenuCommand): Promise<void> {
    await router.push('/experiment')
    await nextTick()
    runCommand(command)
  }
  for (const command of experimentCommands)
    registerCommand(
      command,
      () => void onExperimentPage(command),
      // On that page itself the page decides; without this it would be asked for ever.
      () => router.currentRoute.value.path !== '/experiment',
    )

  async function steer(channel: 'training:pause' | 'training:resume' | 'training:stop') {
    const runId = activeRun.value?.runId
    if (!runId) return
    try {
      await request(channel, { runId })
    } catch (error) {
      notifyProblem(failureOf(error))
    }
  }
  const isActive = () => activeRun.value !== null
  const canPause = () => canBePaused(activeRun.value)
  registerCommand(
    'pauseTraining',
    () => void steer(activeRun.value?.status === 'paused' ? 'training:resume' : 'training:pause'),
    canPause,
  )
  registerCommand('stopTraining', () => void steer('training:stop'), isActive)
  useMenuAbility(() => ({ canPause: canPause(), canStop: isActive() }))
}
