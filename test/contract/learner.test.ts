import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '#contract/channels'
import {
  defaultExperiment,
  learnerExperiment,
  type ExperimentSpec,
} from '#contract/experiment-spec'
import { learnerGallery, type LearnerType } from '#contract/learner'
import { saveLearner } from '#core/learners'
import type { StoredArrays } from '#core/learners/types'
import { writeModelFolder } from '#core/model-folder'
import { openStore, type Store } from '#core/runs'
import { answer } from '../../src-main/ipc/answer'
import { learnerHandlers } from '../../src-main/ipc/learner'
import type { Handlers } from '../../src-main/ipc/register'
import type { Services } from '../../src-main/ipc/services'
import { LastWords } from '../../src-main/processes/last-words'
import { learnerMethods } from '../../src-main/processes/learner-methods'
import type { Methods } from '../../src-main/processes/rpc-protocol'
import { storeMethods } from '../../src-main/processes/store-methods'

type Asked = 'learner:pictures' | 'learner:components'

let dataFolder: string
let store: Store

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'inkbench-learner-'))
  store = openStore(dataFolder, { ownerPid: process.pid })
})
afterEach(() => {
  store.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** The methods of a helper process without the process. */
const client = (methods: Methods) => ({
  call: async (method: string, argument: unknown) =>
    structuredClone(await methods[method]?.(argument as never)),
})

/** What the window is answered of a run. */
async function ask<C extends Asked>(channel: C, runId: string): Promise<Reply<C>> {
  const analysis = client(
    learnerMethods(
      () => Promise.reject(new Error('Not asked.')),
      () => {},
    ),
  )
  const services = {
    store: client(storeMethods(dataFolder, () => store, new LastWords())),
    analysis: () => analysis,
    dataFolder: () => dataFolder,
  } as unknown as Services
  const handlers: Pick<Handlers, Asked> = learnerHandlers(services)
  const given = await answer(channel, { runId }, handlers[channel])
  if (!given.ok) throw new Error(given.failure.code)
  return given.value
}

const galleryExperiment = (type: LearnerType) => {
  const found = learnerGallery.find(({ learner }) => learner.type === type)
  if (!found) throw new Error(`The gallery has no learner “${type}”.`)
  return learnerExperiment(found)
}

/** A run with a model, which `save` writes. */
async function runOf(spec: ExperimentSpec, save: (folder: string) => Promise<number>) {
  const runId = store.createRun(spec)
  const path = join(dataFolder, 'runs', runId, 'model')
  const bytes = await save(path)
  const artifact = { kind: 'model', path, bytes, createdAt: Date.now() } as const
  store.record(runId, { type: 'artifact', artifact })
  return runId
}

function fittedRun(type: LearnerType, arrays: StoredArrays) {
  const spec = galleryExperiment(type)
  return runOf(spec, (folder) => saveLearner(spec.learner, arrays, folder))
}

const networkRun = () =>
  runOf(defaultExperiment(), (folder) => writeModelFolder(folder, { 'model.json': '{}' }))

describe('what can be seen of a run that has no learner', () => {
  it.each([
    { of: 'a network', make: networkRun },
    { of: 'a network that kept nothing', make: () => store.createRun(defaultExperiment()) },
    {
      of: 'a learner that was not kept',
      make: () => store.createRun(galleryExperiment('pcaKnn')),
    },
  ])('is nothing: $of', async ({ make }) => {
    const runId = await make()
    expect(await ask('learner:pictures', runId)).toEqual([])
    expect(await ask('learner:components', runId)).toBeNull()
  })
})

describe('what can be seen of a learner', () => {
  it('is nothing where it has no components', async () => {
    const runId = await fittedRun('majority', { shares: Float64Array.of(0.75, 0.25) })
    expect(await ask('learner:pictures', runId)).toEqual([])
    expect(await ask('learner:components', runId)).toBeNull()
  })

  it('is its components where it has some', async () => {
    const runId = await fittedRun('pcaKnn', {
      sizes: Int32Array.of(1, 4, 2),
      mean: new Float32Array(4),
      components: new Float32Array(50 * 4).fill(0.5),
      variances: new Float64Array(50).fill(1),
      totalVariance: Float64Array.of(100),
      projected: new Float32Array(50),
      labels: Uint8Array.of(1),
    })
    expect(await ask('learner:pictures', runId)).toMatchObject([{ kind: 'component', count: 50 }])
    const components = await ask('learner:components', runId)
    expect(components?.totalVariance).toBe(100)
    expect(components?.vectors).toHaveLength(200)
  })
})
