/** How many of the leading components tell so much of it; null where all together do not. */
export function componentsFor(share: number, cumulative: Float64Array): number | null {
  const at = cumulative.findIndex((each) => each >= share)
  return at < 0 ? null : at + 1
}
