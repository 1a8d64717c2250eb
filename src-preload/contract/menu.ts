import { z } from 'zod'

/** Every command of the application menu that the window carries out. */
export const menuCommandSchema = z.enum([
  'newExperiment',
  'openExperiment',
  'saveExperiment',
  'exportOnnx',
  'exportTfjs',
  'exportBundle',
  'exportChartPng',
  'exportChartSvg',
  'startTraining',
  'pauseTraining',
  'stopTraining',
  'undo',
  'redo',
  'search',
  'showExperiment',
  'showRuns',
  'showCompare',
  'showData',
  'showPredict',
  'showSettings',
  'showAbout',
  'showHelp',
  'showShortcuts',
])
export type MenuCommand = z.infer<typeof menuCommandSchema>

/** What the window tells the menu, so that it offers only what can be done. */
export const menuStateSchema = z.strictObject({
  canStart: z.boolean(),
  canPause: z.boolean(),
  canStop: z.boolean(),
  canExportOnnx: z.boolean(),
  canExportTfjs: z.boolean(),
  canExportBundle: z.boolean(),
  canExportChart: z.boolean(),
  language: z.enum(['en', 'zh-CN']),
})
export type MenuState = z.infer<typeof menuStateSchema>

/** Accelerators in Electron's notation, for the menu and for the window's own keys. */
export const menuAccelerators: Readonly<Partial<Record<MenuCommand, string>>> = {
  newExperiment: 'CmdOrCtrl+N',
  openExperiment: 'CmdOrCtrl+O',
  saveExperiment: 'CmdOrCtrl+S',
  exportOnnx: 'CmdOrCtrl+E',
  exportTfjs: 'CmdOrCtrl+Shift+E',
  startTraining: 'CmdOrCtrl+Enter',
  pauseTraining: 'CmdOrCtrl+P',
  stopTraining: 'CmdOrCtrl+.',
  undo: 'CmdOrCtrl+Z',
  redo: 'CmdOrCtrl+Shift+Z',
  search: 'CmdOrCtrl+K',
  showExperiment: 'CmdOrCtrl+1',
  showRuns: 'CmdOrCtrl+2',
  showCompare: 'CmdOrCtrl+3',
  showData: 'CmdOrCtrl+4',
  showPredict: 'CmdOrCtrl+5',
  showSettings: 'CmdOrCtrl+,',
  showShortcuts: 'CmdOrCtrl+/',
}

/** Before the window has said anything. */
export const nothingCanBeDone: Omit<MenuState, 'language'> = {
  canStart: false,
  canPause: false,
  canStop: false,
  canExportOnnx: false,
  canExportTfjs: false,
  canExportBundle: false,
  canExportChart: false,
}
