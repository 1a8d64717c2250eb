import { onScopeDispose } from 'vue'
import { type Channel, type Push, type Pushed, type Reply, type Request } from '#contract/channels'
import { requests } from '#contract/channels'
import type { Failure } from '#contract/problem'

/** A request that was answered with a failure; `failure` is what the user may be shown. */
export class RequestFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'RequestFailure'
    this.failure = failure
  }
}

/**
 * Asks main for something.
 * The payload is parsed here too: that takes Vue's proxies off, which cannot cross the bridge.
 * @throws RequestFailure with the problem that main (or the payload's schema) reported.
 */
export async function request<C extends Channel>(
  channel: C,
  ...[payload]: undefined extends Request<C> ? [payload?: Request<C>] : [payload: Request<C>]
): Promise<Reply<C>> {
  const parsed = requests[channel].request.safeParse(payload)
  if (!parsed.success) {
    throw new RequestFailure({
      code: 'request.invalid',
      message: 'The window asked for something it may not ask for.',
      values: { channel },
      channel,
      detail: parsed.error.message,
    })
  }
  const answer = await window.workbench.request(channel, parsed.data as Request<C>)
  if (!answer.ok) throw new RequestFailure(answer.failure)
  return answer.value
}

/** Calls the listener at each push of main; the function it returns ends that. */
export function listen<P extends Push>(push: P, listener: (value: Pushed<P>) => void): () => void {
  return window.workbench.listen(push, listener)
}

/** Like `listen`, ended with the surrounding component or effect scope. */
export function useListen<P extends Push>(push: P, listener: (value: Pushed<P>) => void): void {
  onScopeDispose(listen(push, listener))
}

/** What a caught value says to the user: the failure of a request, or the error's own message. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RequestFailure) return error.failure
  const message = error instanceof Error ? error.message : String(error)
  const detail = error instanceof Error ? error.stack : undefined
  return {
    code: 'unexpected',
    message,
    values: { message },
    channel: '',
    ...(detail ? { detail } : {}),
  }
}
