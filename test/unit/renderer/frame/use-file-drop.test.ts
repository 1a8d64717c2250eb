import { describe, expect, it } from 'vitest'
import { defaultExperiment } from '../../../../src-preload/contract/experiment-spec'
import { openedSpec } from '../../../../src-renderer/frame/opened-spec'
import { readSpecFile } from '../../../../src-renderer/frame/use-file-drop'

describe('a dropped file', () => {
  it('opens the experiment that it holds', async () => {
    const spec = { ...defaultExperiment(), name: 'Dropped' }
    await readSpecFile(new File([JSON.stringify(spec)], 'dropped.inkbench.json'))
    expect(openedSpec.value).toEqual({ spec, path: 'dropped.inkbench.json' })
  })

  it.each([
    ['{', 'spec.notJson'],
    ['{"a":1}', 'spec.notSpec'],
    [JSON.stringify({ ...defaultExperiment(), version: 2 }), 'spec.newer'],
    [JSON.stringify({ ...defaultExperiment(), recipe: {} }), 'spec.invalid'],
    ['x'.repeat(4 * 1024 * 1024 + 1), 'spec.tooLarge'],
  ])('that is no experiment says why and leaves the open one alone', async (text, code) => {
    const before = openedSpec.value
    await expect(readSpecFile(new File([text], 'bad.json'))).rejects.toMatchObject({
      problem: { code },
    })
    expect(openedSpec.value).toBe(before)
  })
})
