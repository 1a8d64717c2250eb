/**
 * Lets one call run at a time and keeps no more than the latest that came meanwhile: a slow model
 * falls behind by one answer, never by a queue of them.
 */
export function latestOnly<Value>(work: (value: Value) => Promise<void>): (value: Value) => void {
  let running = false
  let waiting: { value: Value } | null = null

  async function run(first: Value): Promise<void> {
    running = true
    try {
      let next: { value: Value } | null = { value: first }
      while (next) {
        waiting = null
        await work(next.value)
        next = waiting
      }
    } finally {
      running = false
    }
  }

  return (value) => {
    if (running) waiting = { value }
    else void run(value)
  }
}
