/** What parts of a recipe begin with once they are chosen, in the window and in the terminal. */
export const usualRecipe = {
  momentum: 0.9,
  labelSmoothing: 0.1,
  clipNorm: 1,
  averageDecay: 0.999,
} as const
