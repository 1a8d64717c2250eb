import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultExperiment } from '#contract/experiment-spec'
import { galleryModel } from '#contract/model-gallery'
import { modelSpecSchema } from '#contract/model-spec'
import { launch, newDataFolder, type RunningApp } from './app'

const data = newDataFolder()
let app: RunningApp

beforeAll(async () => {
  const spec = defaultExperiment()
  spec.name = 'Opened by double click'
  spec.model = modelSpecSchema.parse(galleryModel('mlp'))
  spec.dataset.trainLimit = 3_000
  spec.recipe.epochs = 3
  const file = join(data.path, 'small.inkbench.json')
  writeFileSync(file, JSON.stringify(spec))
  app = await launch(data.path, [file])
})
afterAll(async () => {
  await app.electron.close()
  data.remove()
})

describe('from a spec file to a prediction, by mouse', () => {
  it('opens the experiment that the app was started with', async () => {
    await app.page.getByText('Opened by double click').first().waitFor()
    await app.picture('workflow-1-experiment')
  })

  it('starts it, shows it live, and ends with its test accuracy', async () => {
    await app.page.getByRole('button', { name: /Start training/ }).click()
    await app.page.getByText('Test accuracy').first().waitFor()
    await app.picture('workflow-2-finished')
    const [run] = await app.get('runs:list', {})
    expect(run).toMatchObject({ status: 'finished', epochsDone: 3 })
  })

  it('opens the run, its confusion matrix and the images behind it', async () => {
    await app.page.getByRole('link', { name: 'Runs', exact: true }).click()
    await app.page.getByRole('tab', { name: 'Confusion' }).click()
    await app.page
      .getByText(/most confident first/)
      .first()
      .waitFor()
    await app.picture('workflow-3-confusion')
    await app.page.getByRole('tab', { name: 'Curves' }).click()
    await app.page.locator('canvas').first().waitFor()
    await app.picture('workflow-4-curves')
  })

  it('asks the model about a test image', async () => {
    await app.page.getByRole('link', { name: 'Predict', exact: true }).click()
    await app.page.getByRole('button', { name: 'Random test image' }).click()
    await app.page
      .getByText(/\d ms|\d %/)
      .first()
      .waitFor()
    await app.picture('workflow-5-predict')
    expect(app.complaints).toEqual([])
  })
})
