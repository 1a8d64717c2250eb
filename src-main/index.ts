/** Composition root of the app. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow, shell } from 'electron'
import log from 'electron-log/main'
import { nothingCanBeDone, type MenuState } from '#contract/menu'
import { changeSettings, mustBeThere, readSettings, resolveDataFolder } from '#core/runs'
import { exportsFolder } from './ipc/export'
import { createHandlers } from './ipc/handlers'
import { push, registerHandlers } from './ipc/register'
import type { Services } from './ipc/services'
import { createAnalysisClient, type AnalysisClient } from './processes/analysis-client'
import { LiveFeed } from './processes/live-feed'
import { describeError } from './processes/rpc-server'
import { createStoreClient } from './processes/store-client'
import { TrainingQueue } from './processes/training-queue'
import { readAppInfo } from './windows/app-info'
import { argumentAfter } from './windows/arguments'
import { chooseDataFolder } from './windows/choose-data-folder'
import { createDialogs } from './windows/dialogs'
import { HandedSpecFiles } from './windows/handed-spec-files'
import { logFolder } from './windows/log-folder'
import { createMainWindow } from './windows/main-window'
import { mayClose } from './windows/may-close'
import { setApplicationMenu } from './windows/menu'
import { forbidNavigation, forbidPermissionsAndNetwork } from './windows/navigation'
import { declarePageScheme, pageOrigin, servePage } from './windows/page'
import { openSpecFile, writeSpecFile } from './windows/spec-files'
import { windowFolder } from './windows/window-folder'
import { chooseLanguage, textsFor } from './windows/texts'

/** Everything asks for it anew, so that another can take its place. */
const dataFolder = resolveDataFolder(argumentAfter(process.argv, '--data-dir'))
app.setPath('userData', windowFolder(dataFolder))
log.transports.file.resolvePathFn = () =>
  join(logFolder(dataFolder, app.getPath('userData')), 'main.log')
log.transports.console.level = false
if (process.platform === 'linux' && !process.env['INKBENCH_GPU_WINDOW'])
  app.disableHardwareAcceleration()

declarePageScheme()
forbidNavigation()

const language = () => chooseLanguage(readSettings(dataFolder.path).language, app.getLocale())
const texts = () => textsFor(language())
const window = () => BrowserWindow.getAllWindows()[0]

const store = createStoreClient(
  () => dataFolder,
  () => {
    push('runs:changed', { runIds: null })
  },
)
let analysisClient: AnalysisClient | null = null
const analysis = () => {
  analysisClient ??= createAnalysisClient(
    (progress) => {
      push('export:progress', progress)
    },
    (progress) => {
      push('learner:progress', progress)
    },
  )
  return analysisClient
}
const feed = new LiveFeed((batch) => {
  push('training:points', batch)
})
const queue = new TrainingQueue(
  () => dataFolder.path,
  () => readSettings(dataFolder.path).threads,
  store,
  feed,
  {
    onState: (state) => {
      push('training:state', state)
    },
    onActive: (active) => {
      push('training:active', active)
    },
    onRunsChanged: (runIds) => {
      push('runs:changed', { runIds })
    },
    onBegin: () => {
      analysisClient?.call('endLearnerWork', undefined).catch(tellProblem)
    },
    onSearchProgress: (progress) => {
      push('search:progress', progress)
    },
    onProblem: tellProblem,
  },
)

function showMenu(state: MenuState) {
  setApplicationMenu(state, (command) => {
    push('menu:command', command)
  })
}

function tellProblem(error: unknown) {
  const { problem, detail } = describeError(error)
  log.error(problem.code, problem.message, detail ?? '')
  push('app:problem', { ...problem, ...(detail ? { detail } : {}) })
}

const services: Services = {
  store,
  analysis,
  queue,
  feed,
  dataFolder: () => dataFolder.path,
  push,
  dialogs: createDialogs(window, texts),
  specFiles: { read: openSpecFile, write: writeSpecFile },
  settings: {
    get: () => readSettings(dataFolder.path),
    change: (change) => changeSettings(mustBeThere(dataFolder), change),
  },
  app: {
    info: () => readAppInfo(dataFolder.path, store),
    openDataFolder: async () => {
      await shell.openPath(dataFolder.path)
    },
    chooseDataFolder: () => chooseDataFolder(dataFolder, services, tellProblem),
    setMenuState: showMenu,
  },
}

const handedSpecs = new HandedSpecFiles(window, push, tellProblem)

function openWindow() {
  createMainWindow({
    icon: join(app.getAppPath(), 'resources', 'icon.png'),
    mayClose: () => mayClose(window(), queue, texts, tellProblem),
    onLoad: () => {
      feed.forgetWindow()
      // A window that was loaded anew does not know of it.
      void queue.cancelSearch()
      push('training:state', queue.state)
      handedSpecs.openWaiting()
    },
  })
}

function start() {
  // What the last time left of exports that were not saved.
  void rm(exportsFolder(dataFolder.path), { recursive: true, force: true }).catch(tellProblem)
  servePage(join(__dirname, '../renderer'))
  forbidPermissionsAndNetwork()
  registerHandlers(createHandlers(services), pageOrigin, (channel, message, detail) => {
    log.warn(channel, message, detail ?? '')
  })
  showMenu({ ...nothingCanBeDone, language: language() })
  openWindow()
}

if (app.requestSingleInstanceLock()) {
  handedSpecs.listen()
  app.on('window-all-closed', () => {
    app.quit()
  })
  void app.whenReady().then(start)
} else {
  app.quit()
}
