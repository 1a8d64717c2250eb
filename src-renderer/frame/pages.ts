import { BookOpen, Columns3, FlaskConical, Images, ListTree, PenLine, Settings } from '@lucide/vue'
import type { Component } from 'vue'
import type { MenuCommand } from '#contract/menu'

export interface Page {
  /** Path, and key of the name in `frame.pages`. */
  name: 'experiment' | 'runs' | 'compare' | 'data' | 'predict' | 'help' | 'settings'
  command: MenuCommand
  icon: Component
}

/** Pages in the order of the rail; the last two stand apart at its foot. */
export const pages: readonly Page[] = [
  { name: 'experiment', command: 'showExperiment', icon: FlaskConical },
  { name: 'runs', command: 'showRuns', icon: ListTree },
  { name: 'compare', command: 'showCompare', icon: Columns3 },
  { name: 'data', command: 'showData', icon: Images },
  { name: 'predict', command: 'showPredict', icon: PenLine },
  { name: 'help', command: 'showHelp', icon: BookOpen },
  { name: 'settings', command: 'showSettings', icon: Settings },
]
