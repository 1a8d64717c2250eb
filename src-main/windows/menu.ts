import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand, MenuState } from '#contract/menu'
import { textsFor } from './texts'

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }

/** Every command of the app stands here with its key; what cannot be done now is grey. */
export function setApplicationMenu(state: MenuState, send: (command: MenuCommand) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, send)))
}

export function menuTemplate(state: MenuState, send: (command: MenuCommand) => void): Item[] {
  const text = textsFor(state.language)
  const item = (
    command: MenuCommand,
    label: string,
    accelerator?: string,
    enabled = true,
  ): Item => ({
    id: command,
    label,
    enabled,
    ...(accelerator ? { accelerator } : {}),
    click: () => {
      send(command)
    },
  })
  const { canExportModel, canExportBundle, canExportChart } = state
  return [
    {
      label: text.file,
      submenu: [
        item('newExperiment', text.newExperiment, 'CmdOrCtrl+N'),
        item('openExperiment', text.open, 'CmdOrCtrl+O'),
        item('saveExperiment', text.save, 'CmdOrCtrl+S'),
        separator,
        {
          label: text.export,
          submenu: [
            item('exportOnnx', text.exportOnnx, 'CmdOrCtrl+E', canExportModel),
            item('exportTfjs', text.exportTfjs, 'CmdOrCtrl+Shift+E', canExportModel),
            item('exportBundle', text.exportBundle, undefined, canExportBundle),
            separator,
            item('exportChartPng', text.exportPng, undefined, canExportChart),
            item('exportChartSvg', text.exportSvg, undefined, canExportChart),
          ],
        },
        separator,
        item('showSettings', text.settings, 'CmdOrCtrl+,'),
        separator,
        { role: 'quit', label: text.quit },
      ],
    },
    {
      label: text.edit,
      submenu: [
        item('undo', text.undo, 'CmdOrCtrl+Z'),
        item('redo', text.redo, 'CmdOrCtrl+Shift+Z'),
        separator,
        { role: 'cut', label: text.cut },
        { role: 'copy', label: text.copy },
        { role: 'paste', label: text.paste },
        { role: 'selectAll', label: text.selectAll },
        separator,
        item('search', text.search, 'CmdOrCtrl+K'),
      ],
    },
    {
      label: text.view,
      submenu: [
        item('showExperiment', text.experiment, 'CmdOrCtrl+1'),
        item('showRuns', text.runs, 'CmdOrCtrl+2'),
        item('showCompare', text.compare, 'CmdOrCtrl+3'),
        item('showData', text.data, 'CmdOrCtrl+4'),
        item('showPredict', text.predict, 'CmdOrCtrl+5'),
        separator,
        { role: 'zoomIn', label: text.zoomIn },
        { role: 'zoomOut', label: text.zoomOut },
        { role: 'resetZoom', label: text.zoomReset },
        { role: 'togglefullscreen', label: text.fullScreen },
        separator,
        { role: 'toggleDevTools', label: text.developer },
      ],
    },
    {
      label: text.training,
      submenu: [
        item('startTraining', text.start, 'CmdOrCtrl+Enter', state.canStart),
        item('pauseTraining', text.pause, 'CmdOrCtrl+P', state.canPause),
        item('stopTraining', text.stop, 'CmdOrCtrl+.', state.canStop),
      ],
    },
    {
      label: text.help,
      submenu: [
        item('showShortcuts', text.shortcuts, 'CmdOrCtrl+/'),
        item('showAbout', text.about),
      ],
    },
  ]
}
