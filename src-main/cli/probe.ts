import { join } from 'node:path'
import { isNetwork } from '#contract/experiment-spec'
import { probeExperiment } from '#core/experiment'
import { noSteps } from '#core/experiment/no-steps'
import { readSettings } from '#core/runs'
import { chooseSpec, type SpecOptions } from './choose-spec'
import { answer, say, type Output } from './output'

/** Tells what a run will cost, by 20 of its steps; no run is made. */
export async function probe(
  options: SpecOptions,
  dataFolder: string,
  output: Output,
): Promise<void> {
  const spec = await chooseSpec(options)
  if (!isNetwork(spec)) throw noSteps()
  say(output, `Measuring 20 steps: ${spec.name}`)
  const { threads } = readSettings(dataFolder)
  const runFolder = join(dataFolder, 'runs', 'probe')
  const told = await probeExperiment({ spec, runFolder, threads })
  const { secondsPerEpoch, seconds, peakMemoryBytes } = told
  const megabytes = (peakMemoryBytes / 1e6).toFixed(0)
  answer(output, told, [
    `About ${secondsPerEpoch.toFixed(1)} s an epoch, ${seconds.toFixed(0)} s in all, ${megabytes} MB at most`,
  ])
}
