import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultExperiment, type NetworkExperiment } from '#contract/experiment-spec'
import { galleryModel } from '#contract/model-gallery'
import { modelSpecSchema } from '#contract/model-spec'
import type { TrainerMessage } from '#contract/training'
import { runExperiment } from '#core/experiment'
import { RunControl } from '#core/training'

type MessageOf<Type extends TrainerMessage['type']> = Extract<TrainerMessage, { type: Type }>

/** Everything a run said. */
export class Transcript {
  readonly messages: TrainerMessage[] = []

  all<Type extends TrainerMessage['type']>(type: Type): MessageOf<Type>[] {
    return this.messages.filter((message): message is MessageOf<Type> => message.type === type)
  }

  last<Type extends TrainerMessage['type']>(type: Type): MessageOf<Type> {
    const message = this.all(type).at(-1)
    if (message) return message
    const failure = JSON.stringify(this.all('failed'))
    throw new Error(`The run said nothing of type “${type}”. ${failure}`)
  }

  /** Values of one series, a step each. */
  series(number: number): { step: number; value: number }[] {
    return this.all('points').flatMap(({ points }) =>
      [...points.series.keys()]
        .filter((i) => points.series[i] === number)
        .map((i) => ({ step: points.step[i] ?? 0, value: points.value[i] ?? 0 })),
    )
  }
}

/** MNIST's gallery model on few images; `change` may alter anything. */
export function smallExperiment(
  modelId: string,
  change: (spec: NetworkExperiment) => void = () => undefined,
): NetworkExperiment {
  const spec = defaultExperiment()
  spec.model = modelSpecSchema.parse(galleryModel(modelId))
  spec.dataset.trainLimit = 2_000
  spec.dataset.validationCount = 500
  spec.recipe.epochs = 1
  change(spec)
  return spec
}

/** Runs in a folder of its own; `inspect` sees it before it goes. */
export async function trainSmall(
  spec: NetworkExperiment,
  watch: (message: TrainerMessage, control: RunControl) => void = () => undefined,
  inspect: (runFolder: string) => Promise<void> = () => Promise.resolve(),
): Promise<Transcript> {
  const runFolder = await mkdtemp(join(tmpdir(), 'inkbench-run-'))
  const transcript = new Transcript()
  const control = new RunControl()
  try {
    await runExperiment(
      { runId: 'testrun01', spec, runFolder, threads: null, resume: null },
      control,
      (message) => {
        transcript.messages.push(message)
        watch(message, control)
      },
    )
    await inspect(runFolder)
  } finally {
    await rm(runFolder, { recursive: true, force: true })
  }
  return transcript
}
