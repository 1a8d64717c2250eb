import { WorkbenchError } from '#contract/problem'
import { classRange, type ClassSamples } from './class-samples'
import { longestSegment, tileRows } from './kernel-rows'
import { workingSetBytes } from './working-set'

interface MemoryPlan {
  /** Variables of the largest pair. */
  largestPair: number
  /** Of the working set. */
  capacity: number
  /** Segments of kernel rows that may be held; a member of the working set needs two. */
  segments: number
}

/** More members make an optimisation slow before they save rows. */
const mostMembers = 2048
/** With fewer, rows would be computed over and over. */
const fewestMembers = 32

/**
 * Shares the memory for kernel values out between the working set, its rows, and one block on its
 * way from the native side; what is left holds rows for later.
 * @throws WorkbenchError `svm.memory` where even the smallest working set does not fit
 */
export function planMemory(samples: ClassSamples, memoryLimit: number): MemoryPlan {
  const longest = longestSegment(samples)
  const sizes = Array.from(samples.labels, (_, index) => classRange(samples, index)[1])
  const [largest = 0, second = 0] = sizes.sort((a, b) => b - a)
  const largestPair = largest + second
  const segmentBytes = longest * Float32Array.BYTES_PER_ELEMENT
  const blockBytes = 2 * Math.min(tileRows, longest) * segmentBytes
  const needed = (members: number) =>
    blockBytes + workingSetBytes(members) + 2 * members * segmentBytes
  let capacity = Math.min(mostMembers, largestPair)
  const fewest = Math.min(fewestMembers, largestPair)
  while (capacity > fewest && needed(capacity) > memoryLimit)
    capacity = Math.max(Math.floor(capacity / 2), fewest)
  if (needed(capacity) > memoryLimit) {
    const limit = megabytes(memoryLimit)
    const least = megabytes(needed(capacity))
    throw new WorkbenchError(
      'svm.memory',
      `The memory limit of ${limit} MB is too small for these images: the smallest block of kernel values takes ${least} MB.`,
      { limit, least },
    )
  }
  const left = memoryLimit - blockBytes - workingSetBytes(capacity)
  return { largestPair, capacity, segments: Math.floor(left / segmentBytes) }
}

/** Rounded up to a tenth. */
function megabytes(bytes: number): number {
  return Math.ceil((bytes / 2 ** 20) * 10) / 10
}
