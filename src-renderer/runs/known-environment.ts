import type { Environment } from '#contract/run'

/** What is known of where a run was made, without what did not apply to it. */
export function knownEnvironment(environment: Environment | null): [key: string, value: string][] {
  return Object.entries(environment ?? {}).flatMap(([key, value]) =>
    value === null ? [] : [[key, String(value)]],
  )
}
