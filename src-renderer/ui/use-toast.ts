import { ElNotification } from 'element-plus'
import { h } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Problem } from '#contract/problem'
import { problemText } from './problem-text'

export type ToastKind = 'success' | 'info' | 'warning' | 'error'
const shownMs = 6_000
/** Above the status bar. */
const offset = 36

/** Short words at the lower right. Errors stay until they are closed, the rest goes by itself. */
export function useToast() {
  const { t } = useI18n()

  function notify(text: string, kind: ToastKind = 'info'): void {
    ElNotification({
      message: text,
      type: kind,
      position: 'bottom-right',
      duration: kind === 'error' ? 0 : shownMs,
      offset,
    })
  }

  /** Says what was done and offers to undo it, for as long as it is shown. */
  function notifyUndo(text: string, undo: () => void): void {
    const toast = ElNotification({
      message: h('div', { class: 'toast-undo' }, [
        h('span', text),
        h(
          'button',
          {
            type: 'button',
            class: 'toast-undo-action',
            onClick: () => {
              toast.close()
              undo()
            },
          },
          t('ui.undo'),
        ),
      ]),
      position: 'bottom-right',
      duration: shownMs,
      offset,
    })
  }

  /** A failure in the user's language. */
  function notifyProblem(problem: Pick<Problem, 'code' | 'message'> & Partial<Problem>): void {
    notify(problemText(t, problem), 'error')
  }

  return { notify, notifyUndo, notifyProblem }
}
