import type { Handlers } from './register'
import type { Services } from './services'

export function trainingHandlers({ queue, feed, store, analysis }: Services) {
  return {
    'training:start': async (spec) => {
      // What cannot be begun must not stand in the history.
      await analysis().call('checkExperiment', spec)
      return queue.start(spec)
    },
    'training:pause': ({ runId }) => {
      queue.pause(runId)
      return undefined
    },
    'training:resume': ({ runId }) => {
      queue.resume(runId)
      return undefined
    },
    'training:stop': async ({ runId }) => {
      await queue.stop(runId)
      return undefined
    },
    'training:continue': ({ runId, rateShare }) => queue.goOn(runId, rateShare),
    'training:setRate': ({ runId, learningRate }) => {
      queue.setRate(runId, learningRate)
      return undefined
    },
    'training:state': () => queue.state,
    'training:estimate': (spec) => store.call('estimate', spec),
    'training:probe': (spec) => queue.probe(spec),
    'training:cancelProbe': async () => {
      await queue.cancelProbe()
      return undefined
    },
    'training:drawn': ({ runId, sequence }) => {
      feed.acknowledge(runId, sequence)
      return undefined
    },
  } satisfies Partial<Handlers>
}
