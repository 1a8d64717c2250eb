import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAugmentation } from '#contract/augmentation'
import { requests, type Channel } from '#contract/channels'
import { defaultExperiment, learnerExperiment } from '#contract/experiment-spec'
import { learnerGallery } from '#contract/learner'
import { answer } from '../../src-main/ipc/answer'

const runId = 'abcdefgh1234'
const [learner] = learnerGallery
if (!learner) throw new Error('The gallery has no learner.')
const drawing = { runId, size: 8, ink: new Uint8Array(64) }

/** A payload of each channel that has to be taken. */
const good: Record<Channel, unknown> = {
  'app:info': undefined,
  'app:openDataFolder': undefined,
  'app:chooseDataFolder': undefined,
  'app:setStoreAside': undefined,
  'app:menuState': {
    canStart: true,
    canPause: false,
    canStop: false,
    canExportOnnx: false,
    canExportTfjs: false,
    canExportBundle: false,
    canExportChart: false,
    language: 'en',
  },
  'settings:get': undefined,
  'settings:change': { theme: 'dark' },
  'dataset:list': undefined,
  'dataset:summary': { datasetId: 'mnist' },
  'dataset:samples': {
    datasetId: 'mnist',
    split: 'test',
    classIndex: null,
    offset: 0,
    limit: 10,
  },
  'dataset:augmented': {
    datasetId: 'mnist',
    augmentation: { ...noAugmentation, rotationDegrees: 15, shiftPixels: 2 },
    indices: [0],
    seed: 1,
  },
  'spec:open': undefined,
  'spec:save': defaultExperiment(),
  'training:start': defaultExperiment(),
  'training:pause': { runId },
  'training:resume': { runId },
  'training:stop': { runId },
  'training:continue': { runId, rateShare: 1 },
  'training:setRate': { runId, learningRate: 0.01 },
  'training:state': undefined,
  'training:estimate': defaultExperiment(),
  'training:probe': defaultExperiment(),
  'training:cancelProbe': undefined,
  'training:drawn': { runId, sequence: 1 },
  'search:run': {
    spec: learnerExperiment(learner),
    costs: [1, 10],
    gammas: [0.01],
    folds: 3,
    images: 300,
    halving: null,
    seed: 1,
  },
  'search:cancel': undefined,
  'runs:list': {},
  'runs:get': { runId },
  'runs:metrics': { runId, series: ['train.loss'], maxPoints: 100 },
  'runs:predictedImages': { runId, actual: null, predicted: 3, offset: 0, limit: 10 },
  'runs:confidence': { runId },
  'runs:rename': { runId, name: 'a name' },
  'runs:keep': { runId },
  'runs:note': { runId, note: '' },
  'runs:delete': { runIds: [runId] },
  'runs:restore': { runIds: [runId] },
  'export:prepare': { runId, format: 'onnx' },
  'export:cancel': { runId },
  'export:save': { exportId: 'x' },
  'export:discard': { exportId: 'x' },
  'export:image': { suggestedName: 'chart', format: 'png', bytes: new Uint8Array(4) },
  'learner:pictures': { runId },
  'learner:components': { runId },
  'learner:classShares': { runId },
  'learner:supportVectors': { runId },
  'learner:neighbours': { runId, image: 9_999 },
  'learner:neighbourAccuracy': { runId },
  'learner:pixelImportance': { runId },
  'learner:cancel': { runId },
  'predict:prepare': { runId },
  'predict:openPicture': undefined,
  'predict:readPicture': { width: 2, height: 1, rgba: new Uint8Array(8) },
  'predict:drawing': drawing,
}

const channels = Object.keys(requests) as Channel[]

async function handled(channel: Channel, payload: unknown): Promise<boolean> {
  let reached = false
  const given = await answer(channel, payload, (() => {
    reached = true
    return undefined
  }) as never)
  if (!given.ok) expect(given.failure).toMatchObject({ code: 'request.invalid', channel })
  return reached
}

describe.each(channels)('%s', (channel) => {
  it('takes a good payload', async () => {
    expect(await handled(channel, good[channel])).toBe(true)
  })

  it('refuses a payload with a field too many', async () => {
    const payload = { ...(good[channel] as object | undefined), intruder: 1 }
    expect(await handled(channel, payload)).toBe(false)
  })

  it('answers whatever it is given, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withTypedArray: true, withBigInt: true }), async (payload) => {
        const taken = await handled(channel, payload)
        expect(taken).toBe(requests[channel].request.safeParse(payload).success)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a handler that throws', () => {
  it('becomes a failure that keeps message and channel', async () => {
    const given = await answer('training:state', undefined, () => {
      throw new Error('out of paper')
    })
    expect(given).toMatchObject({
      ok: false,
      failure: { code: 'unexpected', message: 'out of paper', channel: 'training:state' },
    })
  })
})
