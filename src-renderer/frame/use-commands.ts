import { useEventListener } from '@vueuse/core'
import type { MenuCommand } from '#contract/menu'
import { useListen } from '../api'
import { canRun, runCommand } from './commands'
import { commandOfKeys } from './keys'

const editable = 'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea'

function isTyping(): boolean {
  const focused = document.activeElement
  return focused instanceof HTMLElement && (focused.matches(editable) || focused.isContentEditable)
}

/** Text of several lines, in which Ctrl and Enter is a key of the text. */
const writesLines = () =>
  document.activeElement instanceof HTMLElement &&
  (document.activeElement.matches('textarea') || document.activeElement.isContentEditable)

/** Undo and redo belong to the field in which one types; everything else to the page. */
function dispatch(command: MenuCommand): boolean {
  const edits = command === 'undo' || command === 'redo'
  if (edits && isTyping()) return document.execCommand(command)
  return runCommand(command)
}

/** Commands from the application menu and from the keyboard; once, by the frame. */
export function useCommands(): void {
  useListen('menu:command', dispatch)
  // The one primary action, before whatever has the focus: a closed list would open at Enter.
  useEventListener(
    'keydown',
    (event: KeyboardEvent) => {
      if (commandOfKeys(event) !== 'startTraining') return
      // Held back from the menu in any case, whose accelerator is the same.
      event.preventDefault()
      if (writesLines()) return
      event.stopPropagation()
      if (event.repeat || !canRun('startTraining')) return
      // A name that is being typed is taken when its field is left.
      if (isTyping()) (document.activeElement as HTMLElement).blur()
      dispatch('startTraining')
    },
    { capture: true },
  )
  useEventListener('keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat) return
    const command = commandOfKeys(event)
    if (!command) return
    if ((command === 'undo' || command === 'redo') && isTyping()) return
    // Held back from the menu too, whose accelerators are the same: once is enough.
    event.preventDefault()
    dispatch(command)
  })
}
