import { ref } from 'vue'
import { failureOf } from '../api'
import { useToast } from './use-toast'

/** Carries actions out; what fails is told, and `busy` says that one is under way. */
export function useAttempt() {
  const { notifyProblem } = useToast()
  const busy = ref(false)

  async function attempt(action: () => Promise<unknown>): Promise<void> {
    busy.value = true
    try {
      await action()
    } catch (error) {
      notifyProblem(failureOf(error))
    } finally {
      busy.value = false
    }
  }
  return { busy, attempt }
}
