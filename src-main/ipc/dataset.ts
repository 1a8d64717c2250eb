import { datasets } from '#contract/dataset'
import type { Handlers } from './register'
import type { Services } from './services'

export function datasetHandlers({ analysis }: Services) {
  return {
    'dataset:list': () => Promise.resolve([...datasets]),
    'dataset:summary': ({ datasetId }) => analysis().call('summarizeDataset', datasetId),
    'dataset:samples': (query) => analysis().call('readSamples', query),
    'dataset:augmented': (preview) => analysis().call('augmentSamples', preview),
  } satisfies Partial<Handlers>
}
