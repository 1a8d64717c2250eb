import { flushPromises } from '@vue/test-utils'
import { effectScope, ref, shallowRef } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { padSize } from '../../../../src-renderer/predict/drawing'
import { usePrediction } from '../../../../src-renderer/predict/use-prediction'

const blank = () => new Uint8Array(padSize * padSize)
const drawn = () => blank().fill(255, 0, 50)
const answer = {
  classNames: ['0', '1'],
  probabilities: Float32Array.of(0.25, 0.75),
  image: new Uint8Array(784),
  votes: false,
  milliseconds: 1,
}
afterEach(() => void vi.unstubAllGlobals())

function open(respond: (runId: string) => unknown) {
  const send = vi.fn(async (_channel: string, { runId }: { runId: string }) => respond(runId))
  const prepared: string[] = []
  const request = async (channel: string, asked: { runId: string }) => {
    if (channel !== 'predict:prepare') return send(channel, asked)
    prepared.push(asked.runId)
    return { ok: true, value: undefined }
  }
  vi.stubGlobal('workbench', { request })
  const runId = ref<string | null>('aaaaaaaa')
  const ink = shallowRef(blank())
  const result = effectScope().run(() => usePrediction(runId, ink))
  if (!result) throw new Error('The scope has ended.')
  return { runId, ink, send, prepared, ...result }
}

describe('usePrediction', () => {
  it('asks for a drawing, never for a blank sheet', async () => {
    const { ink, send, prediction } = open(() => ({ ok: true, value: answer }))
    await flushPromises()
    expect(send).not.toHaveBeenCalled()
    ink.value = drawn()
    await flushPromises()
    expect(prediction.value).toEqual(answer)
    ink.value = blank()
    await flushPromises()
    expect(prediction.value).toBeNull()
    expect(send).toHaveBeenCalledOnce()
  })

  it('has the model of each chosen run loaded before anything is drawn', async () => {
    const { runId, prepared } = open(() => ({ ok: true, value: answer }))
    runId.value = null
    await flushPromises()
    runId.value = 'bbbbbbbb'
    await flushPromises()
    expect(prepared).toEqual(['aaaaaaaa', 'bbbbbbbb'])
  })

  it('drops the answer of a run that is no longer chosen', async () => {
    const waiting: (() => void)[] = []
    const { runId, ink, prediction } = open(
      (id) =>
        new Promise((resolve) => {
          waiting.push(() => resolve({ ok: true, value: { ...answer, classNames: [id] } }))
        }),
    )
    ink.value = drawn()
    await flushPromises()
    runId.value = 'bbbbbbbb'
    await flushPromises()
    expect(waiting).toHaveLength(1)
    waiting[0]?.()
    await flushPromises()
    expect(prediction.value).toBeNull()
    waiting[1]?.()
    await flushPromises()
    expect(prediction.value?.classNames).toEqual(['bbbbbbbb'])
  })

  it('says what failed', async () => {
    const failure = { code: 'export.noModel', message: 'No model.', values: {}, channel: 'x' }
    const { ink, failure: shown } = open(() => ({ ok: false, failure }))
    ink.value = drawn()
    await flushPromises()
    expect(shown.value).toEqual(failure)
  })
})
