import { z } from 'zod'
import {
  requests,
  type Answer,
  type Channel,
  type ParsedRequest,
  type Reply,
} from '#contract/channels'
import { WorkbenchError, type Failure } from '#contract/problem'

export type Handler<C extends Channel> = (request: ParsedRequest<C>) => Promise<Reply<C>> | Reply<C>

/**
 * Parses a request by the contract, has it handled, and turns whatever is
 * thrown into a failure that keeps the problem, the message and the channel.
 */
export async function answer<C extends Channel>(
  channel: C,
  payload: unknown,
  handler: Handler<C>,
): Promise<Answer<C>> {
  try {
    const parsed = requests[channel].request.safeParse(payload)
    if (!parsed.success) {
      const reason = z.prettifyError(parsed.error)
      throw new WorkbenchError(
        'request.invalid',
        'The window asked for something that the app does not understand.',
        {},
        reason,
      )
    }
    return { ok: true, value: await handler(parsed.data as ParsedRequest<C>) }
  } catch (error) {
    return { ok: false, failure: describeFailure(channel, error) }
  }
}

function describeFailure(channel: Channel, error: unknown): Failure {
  if (error instanceof WorkbenchError)
    return { ...error.problem, channel, ...(error.detail ? { detail: error.detail } : {}) }
  const message = error instanceof Error ? error.message : String(error)
  const detail = error instanceof Error ? error.stack : undefined
  return {
    code: 'unexpected',
    values: { message },
    message,
    channel,
    ...(detail ? { detail } : {}),
  }
}
