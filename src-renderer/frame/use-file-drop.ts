import { useEventListener } from '@vueuse/core'
import { readonly, ref } from 'vue'
import { parseExperimentSpec, specFileLimitBytes } from '#contract/experiment-spec'
import { WorkbenchError, type Problem } from '#contract/problem'
import { openSpec } from './opened-spec'
import { isPicture, pictureTaker, picturesElsewhere } from './picture-drop'

/** What a file that hovers over the window would do. */
export type Drop = 'spec' | 'picture' | 'pictureElsewhere'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

function dropOf(event: DragEvent): Drop {
  // Names are told only when the file is let go.
  const item = event.dataTransfer?.items[0]
  if (!item || !isPicture({ name: '', type: item.type })) return 'spec'
  return pictureTaker() ? 'picture' : 'pictureElsewhere'
}

/** Reads an experiment out of a dropped file. @throws WorkbenchError of the spec's parser. */
export async function readSpecFile(file: File): Promise<void> {
  if (file.size > specFileLimitBytes)
    throw new WorkbenchError('spec.tooLarge', 'The file is too large to be an experiment.')
  openSpec(parseExperimentSpec(await file.text()), file.name)
}

/**
 * Takes spec files dropped anywhere in the window, and pictures where the page in view wants them.
 * @param opened is called after a spec was opened
 * @returns what the file would do that hovers over the window now
 */
export function useFileDrop(opened: () => void, failed: (problem: Problem) => void) {
  const hovering = ref<Drop | null>(null)
  useEventListener(window, 'dragenter', (event: DragEvent) => {
    if (hasFiles(event)) hovering.value = dropOf(event)
  })
  useEventListener(window, 'dragleave', (event: DragEvent) => {
    // Comes for each element that is left, but not for one that was drawn anew meanwhile, so that
    // counting would miss one. Nothing lies beyond the window's edge alone.
    if (!event.relatedTarget) hovering.value = null
  })
  useEventListener(window, 'pointermove', () => {
    // The pointer moves only when nothing is dragged; what ended without a word must not stay.
    hovering.value = null
  })
  useEventListener(window, 'dragover', (event: DragEvent) => {
    if (hasFiles(event)) event.preventDefault()
  })
  useEventListener(window, 'drop', async (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    hovering.value = null
    const file = event.dataTransfer?.files[0]
    if (!file) return
    if (isPicture(file)) {
      const take = pictureTaker()
      if (take) take(file)
      else failed(picturesElsewhere())
      return
    }
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
