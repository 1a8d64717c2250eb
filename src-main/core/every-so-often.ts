/**
 * For what comes more often than anybody reads it.
 * @returns tells whether another word is due, which then counts as told; the first one always is
 */
export function everySoOften(milliseconds: number): (always?: boolean) => boolean {
  let told = -Infinity
  return (always = false) => {
    const now = performance.now()
    if (!always && now - told < milliseconds) return false
    told = now
    return true
  }
}
