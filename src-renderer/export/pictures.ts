import { onScopeDispose, shallowReactive, shallowRef } from 'vue'

/** A chart or matrix in view that can be saved as a file. */
export interface Picture {
  /** Proposed name without an ending. */
  name: () => string
  png: () => Promise<Uint8Array<ArrayBuffer>>
  svg: () => Uint8Array<ArrayBuffer>
}

const inView = shallowReactive<Picture[]>([])
const touched = shallowRef<Picture | null>(null)

/** The picture that the menu's commands act on: the one used last, else the first in view. */
export function currentPicture(): Picture | null {
  return touched.value && inView.includes(touched.value) ? touched.value : (inView[0] ?? null)
}

/** Makes a picture known until the surrounding scope ends; what it returns says “this one”. */
export function usePicture(picture: Picture): () => void {
  inView.push(picture)
  onScopeDispose(() => {
    const index = inView.indexOf(picture)
    if (index >= 0) inView.splice(index, 1)
    if (touched.value === picture) touched.value = null
  })
  return () => (touched.value = picture)
}
