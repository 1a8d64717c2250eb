import type { Component } from 'vue'
import type { MenuCommand } from '#contract/menu'
import type { RunSummary } from '#contract/run'

export interface PaletteItem {
  id: string
  group: 'goTo' | 'commands' | 'recentRuns'
  text: string
  keys: readonly string[]
  icon: Component | null
  run: RunSummary | null
  carryOut: () => void
}

/** Commands of the palette that are pages; they stand under “go to”. */
export const pageCommands: readonly MenuCommand[] = [
  'showExperiment',
  'showRuns',
  'showCompare',
  'showData',
  'showPredict',
  'showHelp',
  'showSettings',
]

/**
 * How well a text answers what was typed: every typed word has to begin a word of the text, or at
 * least occur in it. Higher is better, null is no match.
 */
export function matchScore(text: string, typed: string): number | null {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const inText = text.toLowerCase()
  let score = 0
  for (const word of words) {
    const at = inText.indexOf(word)
    if (at < 0) return null
    const startsWord = at === 0 || /[\s·\-–(]/.test(inText[at - 1] ?? '')
    score += (startsWord ? 2 : 1) + (at === 0 ? 1 : 0)
  }
  return score
}

/** Items that match, the best first within their groups, the groups in the order given. */
export function filterItems(items: readonly PaletteItem[], typed: string): PaletteItem[] {
  const scored = items.flatMap((item) => {
    // The store searched the runs already, in more than their names.
    const score = item.group === 'recentRuns' ? 0 : matchScore(item.text, typed)
    return score === null ? [] : [{ item, score }]
  })
  const groups = [...new Set(items.map((item) => item.group))]
  return groups.flatMap((group) =>
    scored
      .filter(({ item }) => item.group === group)
      .sort((one, other) => other.score - one.score)
      .map(({ item }) => item),
  )
}
