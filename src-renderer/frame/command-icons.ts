import {
  ChartLine,
  FileCode,
  FileInput,
  FilePlus,
  Info,
  Keyboard,
  Package,
  Pause,
  Play,
  Redo2,
  Save,
  Square,
  Terminal,
  Undo2,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { MenuCommand } from '#contract/menu'
import { pages } from './pages'

const icons: Partial<Record<MenuCommand, Component>> = {
  newExperiment: FilePlus,
  openExperiment: FileInput,
  saveExperiment: Save,
  exportOnnx: Package,
  exportTfjs: FileCode,
  exportBundle: Package,
  exportChartPng: ChartLine,
  exportChartSvg: ChartLine,
  startTraining: Play,
  pauseTraining: Pause,
  stopTraining: Square,
  undo: Undo2,
  redo: Redo2,
  showAbout: Info,
  showShortcuts: Keyboard,
}

/** The sign beside a command in the palette; a page's is that of the rail. */
export function commandIcon(command: MenuCommand): Component {
  return pages.find((page) => page.command === command)?.icon ?? icons[command] ?? Terminal
}
