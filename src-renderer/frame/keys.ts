import { menuAccelerators, type MenuCommand } from '#contract/menu'

export const isMac = /mac/i.test(navigator.platform)

interface Keys {
  key: string
  shift: boolean
}

function parse(accelerator: string): Keys {
  const parts = accelerator.split('+')
  return { key: (parts.at(-1) ?? '').toLowerCase(), shift: parts.includes('Shift') }
}

const bindings = Object.entries(menuAccelerators).map(
  ([command, accelerator]) => [command as MenuCommand, parse(accelerator)] as const,
)

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** The command that a key press stands for. */
export function commandOfKeys(event: KeyPress, mac = isMac): MenuCommand | null {
  const primary = mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  if (!primary || event.altKey) return null
  const key = event.key.toLowerCase()
  // Windows' own redo.
  if (!mac && key === 'y' && !event.shiftKey) return 'redo'
  const hit = bindings.find(([, keys]) => keys.key === key && keys.shift === event.shiftKey)
  return hit?.[0] ?? null
}

const macSigns: Record<string, string> = { CmdOrCtrl: '⌘', Shift: '⇧', Enter: '↩' }
const signs: Record<string, string> = { CmdOrCtrl: 'Ctrl', Enter: 'Enter' }

/** The keys of a command as the platform writes them: `['Ctrl', 'Shift', 'Z']`. */
export function keysOf(command: MenuCommand, mac = isMac): string[] {
  const accelerator = menuAccelerators[command]
  if (!accelerator) return []
  return accelerator.split('+').map((part) => (mac ? macSigns : signs)[part] ?? part)
}
