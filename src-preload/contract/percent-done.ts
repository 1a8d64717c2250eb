/**
 * How much of something is done, as whole percents: 0.996 → 99. Rounded down, so that 100 means done;
 * a hair is added, as 0.29 times a hundred is a hair under 29.
 */
export const percentDone = (share: number): number => Math.floor(share * 100 + 1e-9)
