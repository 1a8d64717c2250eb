import { readFileSync } from 'node:fs'

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number
  /** When it began, in the system's own words; null where the system does not tell. */
  start: string | null
}

export function identifyProcess(pid: number): ProcessIdentity {
  return { pid, start: startOf(pid) }
}

/** Whether exactly this process still lives; where its start is not known, whether any of its number does. */
export function isAlive({ pid, start }: ProcessIdentity): boolean {
  if (!exists(pid)) return false
  const now = startOf(pid)
  return start === null || now === null || start === now
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Linux only: boot and clock ticks since boot (field 22 of /proc/PID/stat, see proc(5)). */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the command in brackets, which may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state] = fields
    const ticks = fields[19]
    if (state === 'Z' || state === 'X' || ticks === undefined) return 'ended'
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    return `${boot}:${ticks}`
  } catch {
    return null
  }
}
