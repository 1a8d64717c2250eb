import type { RunEvent, RunEventKind } from '#contract/run'
import type { CurveFlag } from './curve-option'
import type { XAxisKind } from './curves'

/** Events that stand on a curve; the rest is the ordinary course of a run. */
const flagged: readonly RunEventKind[] = [
  'paused',
  'resumed',
  'stopRequested',
  'rateDropped',
  'rateChanged',
  'stoppedEarly',
  'continued',
  'stopped',
  'failed',
  'crashed',
]

/**
 * Flags of a run's events at their place on the x axis.
 * @param name the event in the user's language
 * @param startedAt milliseconds since 1970, for time since the start
 */
export function eventFlags(
  events: readonly RunEvent[],
  xKind: XAxisKind,
  startedAt: number,
  name: (kind: RunEventKind) => string,
): CurveFlag[] {
  const place = (event: RunEvent) => {
    if (xKind === 'step') return event.step
    if (xKind === 'epoch') return event.epoch
    return xKind === 'wall' ? event.time : (event.time - startedAt) / 1000
  }
  return events
    .filter(({ kind }) => flagged.includes(kind))
    .map((event) => ({ x: place(event), label: name(event.kind) }))
}
