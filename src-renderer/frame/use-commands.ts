import { useEventListener } from '@vueuse/core'
import type { MenuCommand } from '#contract/menu'
import { useListen } from '../api'
import { runCommand } from './commands'
import { commandOfKeys } from './keys'

const editable = 'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea'

function isTyping(): boolean {
  const focused = document.activeElement
  return focused instanceof HTMLElement && (focused.matches(editable) || focused.isContentEditable)
}

/** Undo and redo belong to the field in which one types; everything else to the page. */
function dispatch(command: MenuCommand): boolean {
  const edits = command === 'undo' || command === 'redo'
  if (edits && isTyping()) return document.execCommand(command)
  return runCommand(command)
}

/** Commands from the application menu and from the keyboard; once, by the frame. */
export function useCommands(): void {
  useListen('menu:command', dispatch)
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
