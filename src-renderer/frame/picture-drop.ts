import { onScopeDispose } from 'vue'
import { WorkbenchError, type Problem } from '#contract/problem'

interface Taker {
  take: (file: File) => void
  ready: () => boolean
}

/** The page in view that does something with a picture dropped on the window. */
let taker: Taker | null = null

/** The type follows the name where the system knows it, and names the system does not know exist. */
export const isPicture = ({ name, type }: Pick<File, 'name' | 'type'>): boolean =>
  type.startsWith('image/') || /\.(png|jpe?g|webp)$/i.test(name)

/** Gives dropped pictures to `take` while it is ready, until the surrounding scope ends. */
export function takePictures(take: (file: File) => void, ready: () => boolean): void {
  const mine = { take, ready }
  taker = mine
  onScopeDispose(() => {
    // The next page may have come before this one went.
    if (taker === mine) taker = null
  })
}

/** Null where the page in view has no use for pictures. */
export const pictureTaker = () => (taker?.ready() ? taker.take : null)

export const picturesElsewhere = (): Problem =>
  new WorkbenchError(
    'predict.elsewhere',
    'Pictures are opened on the Predict page, with a model that is trained.',
  ).problem
