import { vi } from 'vitest'
import type {
  Channel,
  ParsedRequest,
  Push,
  Pushed,
  Reply,
} from '../../../src-preload/contract/channels'

type Handlers = {
  [C in Channel]?: (request: ParsedRequest<C>) => Reply<C> | Promise<Reply<C>>
}

/**
 * Stands in for main at the window's only door. A handler answers its channel, one that throws
 * makes it fail, and a channel without a handler is an error of the test.
 */
export function fakeBridge(handlers: Handlers) {
  const listeners = new Map<Push, Set<(value: never) => void>>()
  const asked: { channel: Channel; request: unknown }[] = []

  async function request(channel: Channel, payload: never) {
    asked.push({ channel, request: payload })
    const handler = handlers[channel]
    if (!handler) throw new Error(`The test does not answer ${channel}.`)
    try {
      return { ok: true, value: await handler(payload) }
    } catch (error) {
      const { message } = error as Error
      return { ok: false, failure: { code: 'test.failed', message, values: {}, channel } }
    }
  }
  function listen(push: Push, listener: (value: never) => void) {
    const all = listeners.get(push) ?? new Set()
    listeners.set(push, all.add(listener))
    return () => void all.delete(listener)
  }
  vi.stubGlobal('workbench', { request, listen })

  return {
    handlers,
    /** What was asked for on a channel, first to last. */
    askedFor: <C extends Channel>(channel: C) =>
      asked
        .filter((each) => each.channel === channel)
        .map((each) => each.request as ParsedRequest<C>),
    push: <P extends Push>(push: P, value: Pushed<P>) =>
      listeners.get(push)?.forEach((listener) => listener(value as never)),
    listening: (push: Push) => listeners.get(push)?.size ?? 0,
  }
}
