import { Menu, type MenuItemConstructorOptions } from 'electron'
import { menuAccelerators, type MenuCommand, type MenuState } from '#contract/menu'
import { textsFor } from './texts'

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }

/** Every command of the app stands here with its key; what cannot be done now is grey. */
export function setApplicationMenu(state: MenuState, send: (command: MenuCommand) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, send)))
}

export function menuTemplate(state: MenuState, send: (command: MenuCommand) => void): Item[] {
  const text = textsFor(state.language)
  const item = (command: MenuCommand, label: string, enabled = true): Item => {
    const accelerator = menuAccelerators[command]
    return {
      id: command,
      label,
      enabled,
      ...(accelerator ? { accelerator } : {}),
      click: () => {
        send(command)
      },
    }
  }
  const { canExportOnnx, canExportTfjs, canExportBundle, canExportChart } = state
  return [
    {
      label: text.file,
      submenu: [
        item('newExperiment', text.newExperiment),
        item('openExperiment', text.open),
        item('saveExperiment', text.save),
        separator,
        {
          label: text.export,
          submenu: [
            item('exportOnnx', text.exportOnnx, canExportOnnx),
            item('exportTfjs', text.exportTfjs, canExportTfjs),
            item('exportBundle', text.exportBundle, canExportBundle),
            separator,
            item('exportChartPng', text.exportPng, canExportChart),
            item('exportChartSvg', text.exportSvg, canExportChart),
          ],
        },
        separator,
        item('showSettings', text.settings),
        separator,
        { role: 'quit', label: text.quit },
      ],
    },
    {
      label: text.edit,
      submenu: [
        item('undo', text.undo),
        item('redo', text.redo),
        separator,
        { role: 'cut', label: text.cut },
        { role: 'copy', label: text.copy },
        { role: 'paste', label: text.paste },
        { role: 'selectAll', label: text.selectAll },
        separator,
        item('search', text.search),
      ],
    },
    {
      label: text.view,
      submenu: [
        item('showExperiment', text.experiment),
        item('showRuns', text.runs),
        item('showCompare', text.compare),
        item('showData', text.data),
        item('showPredict', text.predict),
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
        item('startTraining', text.start, state.canStart),
        item('pauseTraining', text.pause, state.canPause),
        item('stopTraining', text.stop, state.canStop),
      ],
    },
    {
      label: text.help,
      submenu: [
        item('showHelp', text.guide),
        item('showShortcuts', text.shortcuts),
        separator,
        item('showAbout', text.about),
      ],
    },
  ]
}
