/**
 * How many parts of something are done. Rounded down, so that all of them means done; a hair is
 * added, as 0.29 times a hundred is a hair under 29.
 */
export const partsDone = (share: number, parts: number): number => Math.floor(share * parts + 1e-9)

/** How much of something is done, as whole percents: 0.996 → 99. */
export const percentDone = (share: number): number => partsDone(share, 100)
