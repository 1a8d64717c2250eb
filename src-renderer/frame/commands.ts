import { computed, onScopeDispose, shallowReactive } from 'vue'
import type { MenuCommand } from '#contract/menu'

interface Registration {
  command: MenuCommand
  handler: () => void
  enabled: () => boolean
}

/** The newest registration of a command wins: the page in view over the frame. */
const registrations = shallowReactive<Registration[]>([])

const always = () => true

function current(command: MenuCommand): Registration | undefined {
  return registrations.findLast((each) => each.command === command)
}

/**
 * Lets a command of menu, keyboard and palette do something, until the surrounding component or
 * effect scope ends. Enabled without a function.
 */
export function registerCommand(
  command: MenuCommand,
  handler: () => void,
  enabled: () => boolean = always,
): void {
  const registration = { command, handler, enabled }
  registrations.push(registration)
  onScopeDispose(() => {
    const index = registrations.indexOf(registration)
    if (index >= 0) registrations.splice(index, 1)
  })
}

/** Whether the command would do something now. Reactive. */
export function canRun(command: MenuCommand): boolean {
  return current(command)?.enabled() ?? false
}

/** Carries a command out; false where nothing in view answers to it, or not now. */
export function runCommand(command: MenuCommand): boolean {
  const registration = current(command)
  if (!registration?.enabled()) return false
  registration.handler()
  return true
}

/** Commands that would do something now, in the order of their registration. */
export const availableCommands = computed(() => [
  ...new Set(registrations.map((each) => each.command).filter((command) => canRun(command))),
])
