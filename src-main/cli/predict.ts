import { join } from 'node:path'
import { WorkbenchError } from '#contract/problem'
import { loadTensorFlow } from '#core/native/tensorflow'
import { loadImageModel } from '#core/predict/image-model'
import { predictingRun } from '#core/predict/predicting-run'
import { Predictor } from '#core/predict/predictor'
import { readPicture } from '#core/predict/picture/read-picture'
import { openStore } from '#core/runs'
import { answer, percent, table, type Output } from './output'
import { findRun } from './runs'

export async function predictFile(
  id: string,
  file: string,
  dataFolder: string,
  output: Output,
): Promise<void> {
  const store = openStore(dataFolder, { ownerPid: process.pid })
  try {
    const run = findRun(store, id)
    if (!run.hasModel) throw new WorkbenchError('export.noModel', `Run ${id} has no trained model.`)
    const ink = await readPicture(file)
    const { tf } = await loadTensorFlow({ threads: null })
    const predictor = new Predictor((folder) => loadImageModel(tf, folder))
    const modelFolder = join(store.folderOf(run.id), 'model')
    const asked = await predictingRun({ modelFolder, spec: store.reader.spec(run.id) })
    const { classNames, probabilities } = await predictor.predict(asked, ink)
    const ranked = classNames
      .map((name, i) => ({ name, probability: probabilities[i] ?? 0 }))
      .sort((a, b) => b.probability - a.probability)
    const best = ranked[0]?.name ?? ''
    answer(output, { runId: run.id, predicted: best, probabilities: [...probabilities] }, [
      `Predicted: ${best}`,
      ...table([
        ['class', asked.votes ? 'share of votes' : 'probability'],
        ...ranked.map(({ name, probability }) => [name, percent(probability)]),
      ]),
    ])
    await predictor.close()
  } finally {
    store.close()
  }
}
