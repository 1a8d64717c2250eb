import type { Normalization } from '#contract/experiment-spec'
import type { ModelMetadata } from '../metadata'
import type { NetworkOrder } from '../order'
import type { SavedModel } from '../saved-model'
import { writeZip } from '../zip'
import { completeTopology } from './topology'

/**
 * Writes a TF.js layers model as a zip that is used as it is: `model.json` and `weights.bin`
 * for `tf.loadLayersModel`, `metadata.json` for programs and `README.md` for people.
 */
export async function writeTfjsArchive(
  path: string,
  saved: SavedModel,
  order: NetworkOrder,
  metadata: ModelMetadata,
): Promise<void> {
  const { normalization } = order.spec
  const model = {
    format: 'layers-model',
    generatedBy: metadata.producer,
    convertedBy: null,
    modelTopology: completeTopology(saved.topology, normalization),
    userDefinedMetadata: metadata,
    weightsManifest: [{ paths: ['weights.bin'], weights: saved.weightSpecs }],
  }
  const record = { ...metadata, spec: order.detail.spec }
  const { createdAt, endedAt } = order.detail.summary
  await writeZip(
    path,
    [
      { name: 'model.json', content: JSON.stringify(model) },
      { name: 'weights.bin', content: saved.weightBytes, stored: true },
      { name: 'metadata.json', content: `${JSON.stringify(record, null, 2)}\n` },
      { name: 'README.md', content: readme(metadata, normalization) },
    ],
    new Date(endedAt ?? createdAt),
  )
}

function readme(
  { run, input, output, classNames }: ModelMetadata,
  normalization: Normalization,
): string {
  return `# ${run.name}

A TensorFlow.js layers model, from run ${run.number} of Inkbench (${run.modelName} on ${run.datasetId}).

- Input: ${input.shape}, ${input.values}. The normalisation (mean ${normalization.mean}, deviation ${normalization.deviation}) is inside.
- Output: ${output.shape}, ${output.values}.
- Classes: ${classNames.join(', ')}

\`\`\`js
const model = await tf.loadLayersModel('…/model.json')
const probabilities = model.predict(pixels)
\`\`\`

\`metadata.json\` holds the same for programs, and the spec that trains the model again.
`
}
