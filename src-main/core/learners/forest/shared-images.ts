import { concatenate, groupByClass } from '../../dataset'
import { Pace } from '../pace'
import type { LearningImages, Work } from '../types'

/** Images in memory that worker threads read without a copy. */
export interface SharedImages {
  count: number
  features: number
  classes: number
  /** [count × features], an image's pixels together: for nodes of few images */
  rows: Uint8Array
  /** [features × count], a pixel of all images together, in `order`: for nodes of many images */
  columns: Uint8Array
  /**
   * [count]: the image at each place of a column. Images of a class are neighbours: deep nodes hold
   * few classes, so that a line of the processor's cache brings several of a node's images at once.
   */
  order: Uint32Array
  /** [count], by image */
  labels: Uint8Array
}

const imagesAtOnce = 64

/** Lays out images for growing trees; takes some tenths of a second for 60,000 and can be ended. */
export async function shareForGrowth(images: LearningImages, work: Work): Promise<SharedImages> {
  const { count, features, classes } = images
  const pace = new Pace(work)
  const labels = shareValues(images.labels)
  const rows = shareValues(images.pixels)
  const order = orderByClass(labels, classes)
  const columns = new Uint8Array(new SharedArrayBuffer(count * features))
  for (let from = 0; from < count; from += imagesAtOnce) {
    // A small block of images stays in the cache while it is turned over.
    turnOver(rows, columns, order, from, Math.min(count, from + imagesAtOnce))
    if (from % (64 * imagesAtOnce) === 0) await pace.breathe()
  }
  return { count, features, classes, rows, columns, order, labels }
}

/** The same values where other threads see them; those that lie there already are not copied. */
export function shareValues<Values extends Uint8Array | Uint16Array | Uint32Array | Float32Array>(
  values: Values,
): Values {
  if (values.buffer instanceof SharedArrayBuffer) return values
  const SameKind = values.constructor as new (buffer: SharedArrayBuffer) => Values
  const shared = new SameKind(new SharedArrayBuffer(values.byteLength))
  shared.set(values)
  return shared
}

function orderByClass(labels: Uint8Array, classes: number): Uint32Array {
  const order = new Uint32Array(new SharedArrayBuffer(4 * labels.length))
  order.set(concatenate(groupByClass(labels, classes)))
  return order
}

function turnOver(
  rows: Uint8Array,
  columns: Uint8Array,
  order: Uint32Array,
  from: number,
  to: number,
): void {
  const count = order.length
  const features = rows.length / count
  for (let feature = 0; feature < features; feature += 1)
    for (let place = from; place < to; place += 1)
      columns[feature * count + place] = rows[(order[place] ?? 0) * features + feature] ?? 0
}
