import { noAugmentation } from '#contract/augmentation'
import { effectScope, reactive } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Workbench } from '../../../../src-preload/contract/channels'
import { failureOf, request, RequestFailure, useListen } from '../../../../src-renderer/api'

function install(workbench: { request?: unknown; listen?: unknown }): void {
  vi.stubGlobal('workbench', workbench as unknown as Workbench)
}
afterEach(() => void vi.unstubAllGlobals())

describe('request', () => {
  it('unwraps the answer', async () => {
    install({ request: async () => ({ ok: true, value: { freedBytes: 12 } }) })
    await expect(request('runs:delete', { runIds: ['aaaaaaaa'] })).resolves.toEqual({
      freedBytes: 12,
    })
  })

  it('throws what main said', async () => {
    const failure = { code: 'store.full', message: 'No space.', values: {}, channel: 'runs:note' }
    install({ request: async () => ({ ok: false, failure }) })
    const error = await request('runs:note', { runId: 'aaaaaaaa', note: '' }).catch((e) => e)
    expect(error).toBeInstanceOf(RequestFailure)
    expect(error.failure).toEqual(failure)
    expect(failureOf(error)).toEqual(failure)
  })

  it('hands over plain data where a component passes reactive data', async () => {
    const send = vi.fn(async () => ({ ok: true, value: { pixels: new Uint8Array() } }))
    install({ request: send })
    const preview = reactive({
      datasetId: 'mnist',
      augmentation: { ...noAugmentation, rotationDegrees: 15, shiftPixels: 2 },
      indices: [1, 2],
      seed: 3,
    })
    await request('dataset:augmented', preview)
    const [, payload] = send.mock.calls[0] as unknown as [string, typeof preview]
    expect(payload).toEqual(preview)
    // A proxy cannot be cloned; what is handed over can.
    expect(structuredClone(payload)).toEqual({ ...preview })
  })

  it('keeps back what the contract refuses', async () => {
    const send = vi.fn()
    install({ request: send })
    const error = await request('runs:get', { runId: '../etc' }).catch((e) => e)
    expect(error.failure).toMatchObject({ code: 'request.invalid', channel: 'runs:get' })
    expect(send).not.toHaveBeenCalled()
  })

  it('makes a failure of any error', () => {
    expect(failureOf(new TypeError('odd'))).toMatchObject({ code: 'unexpected', message: 'odd' })
    expect(failureOf('text')).toMatchObject({ code: 'unexpected', message: 'text' })
  })
})

describe('useListen', () => {
  it('ends with its scope', () => {
    const end = vi.fn()
    install({ listen: () => end })
    const scope = effectScope()
    scope.run(() => useListen('runs:changed', () => undefined))
    expect(end).not.toHaveBeenCalled()
    scope.stop()
    expect(end).toHaveBeenCalledOnce()
  })
})
