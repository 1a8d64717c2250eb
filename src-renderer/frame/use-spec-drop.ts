import { useEventListener } from '@vueuse/core'
import { readonly, ref } from 'vue'
import { parseExperimentSpec, specFileLimitBytes } from '#contract/experiment-spec'
import { WorkbenchError, type Problem } from '#contract/problem'
import { openSpec } from './opened-spec'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Reads an experiment out of a dropped file. @throws WorkbenchError of the spec's parser. */
export async function readSpecFile(file: File): Promise<void> {
  if (file.size > specFileLimitBytes)
    throw new WorkbenchError('spec.tooLarge', 'The file is too large to be an experiment.')
  openSpec(parseExperimentSpec(await file.text()), file.name)
}

/**
 * Takes spec files dropped anywhere in the window.
 * @returns whether a file hovers over the window now
 */
export function useSpecDrop(opened: () => void, failed: (problem: Problem) => void) {
  const hovering = ref(false)
  // Enter and leave come for each element that is crossed.
  let depth = 0

  useEventListener(window, 'dragenter', (event: DragEvent) => {
    if (!hasFiles(event)) return
    depth++
    hovering.value = true
  })
  useEventListener(window, 'dragleave', (event: DragEvent) => {
    if (!hasFiles(event)) return
    depth = Math.max(0, depth - 1)
    hovering.value = depth > 0
  })
  useEventListener(window, 'dragover', (event: DragEvent) => {
    if (hasFiles(event)) event.preventDefault()
  })
  useEventListener(window, 'drop', async (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    depth = 0
    hovering.value = false
    const file = event.dataTransfer?.files[0]
    if (!file) return
    try {
      await readSpecFile(file)
      opened()
    } catch (error) {
      const { problem } =
        error instanceof WorkbenchError
          ? error
          : new WorkbenchError('spec.unreadable', `The file ${file.name} cannot be read.`, {
              path: file.name,
            })
      failed(problem)
    }
  })
  return readonly(hovering)
}
