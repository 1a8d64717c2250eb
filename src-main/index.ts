/** Composition root of the app. */
import { rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, shell } from 'electron'
import log from 'electron-log/main'
import { nothingCanBeDone, type MenuState } from '#contract/menu'
import { WorkbenchError } from '#contract/problem'
import { appVersion } from '#core/native/environment'
import { readManifest } from '#core/native/manifest'
import {
  changeSettings,
  defaultDataFolder,
  readSettings,
  rememberDataFolder,
  resolveDataFolder,
} from '#core/runs'
import { readSpecFile } from '#core/spec-file'
import { exportsFolder } from './ipc/export'
import { createHandlers } from './ipc/handlers'
import { push, registerHandlers } from './ipc/register'
import type { Services } from './ipc/services'
import { createAnalysisClient, type AnalysisClient } from './processes/analysis-client'
import { LiveFeed } from './processes/live-feed'
import { describeError } from './processes/rpc-server'
import { createStoreClient } from './processes/store-client'
import { TrainingQueue } from './processes/training-queue'
import { argumentAfter } from './windows/arguments'
import { createDialogs } from './windows/dialogs'
import { logFolder } from './windows/log-folder'
import { createMainWindow } from './windows/main-window'
import { setApplicationMenu } from './windows/menu'
import { forbidNavigation, forbidPermissionsAndNetwork } from './windows/navigation'
import { declarePageScheme, pageOrigin, servePage } from './windows/page'
import { specFileArgument, writeSpecFile } from './windows/spec-files'
import { windowFolder } from './windows/window-folder'
import { chooseLanguage, textsFor } from './windows/texts'

let dataFolder = resolveDataFolder(argumentAfter(process.argv, '--data-dir'))
app.setPath('userData', windowFolder(dataFolder))
log.transports.file.resolvePathFn = () =>
  join(logFolder(dataFolder, app.getPath('userData')), 'main.log')
log.transports.console.level = false
if (process.platform === 'linux' && !process.env['INKBENCH_GPU_WINDOW'])
  app.disableHardwareAcceleration()

declarePageScheme()
forbidNavigation()

const texts = () => textsFor(chooseLanguage(readSettings(dataFolder).language, app.getLocale()))
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
  () => dataFolder,
  () => readSettings(dataFolder).threads,
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
  dataFolder: () => dataFolder,
  push,
  dialogs: createDialogs(window, texts),
  specFiles: { read: openSpecFile, write: writeSpecFile },
  settings: {
    get: () => readSettings(dataFolder),
    change: (change) => changeSettings(dataFolder, change),
  },
  app: {
    info,
    openDataFolder: async () => {
      await shell.openPath(dataFolder)
    },
    chooseDataFolder,
    setMenuState: showMenu,
  },
}

async function info() {
  const { parts } = readManifest()
  const tensorflow = parts.find(({ name }) => name === 'TensorFlow')
  const native = tensorflow?.available === true
  return {
    version: appVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    systemLanguage: app.getLocale(),
    dataFolder,
    cores: cpus().length,
    backend: native ? ('tensorflow' as const) : ('cpu' as const),
    backendReason: native
      ? null
      : (tensorflow?.source ?? 'The set-up has not provided TensorFlow.'),
    nativeParts: parts,
    storeFailure: await storeFailure(),
  }
}

/** Why the run history cannot be opened; null where it can. */
async function storeFailure() {
  try {
    await store.call('open', undefined)
    return null
  } catch (error) {
    if (error instanceof WorkbenchError) {
      const { code, message, values } = error.problem
      return { code, message, values }
    }
    throw error
  }
}

/** Goes on in another folder, and remembers it; refused while a run trains. */
async function chooseDataFolder() {
  mustBeIdle()
  const folder = await services.dialogs.chooseFolder()
  if (folder === null) return null
  mustBeIdle()
  await moveTo(folder)
  try {
    rememberDataFolder(folder)
  } catch (error) {
    tellProblem(notRemembered(folder, error))
  }
  push('settings:changed', readSettings(folder))
  push('runs:changed', { runIds: null })
  return { folder }
}

function mustBeIdle() {
  if (queue.state.active)
    throw new WorkbenchError(
      'settings.training',
      'A run is training. Stop it before you choose another data folder.',
    )
}

/** Has the store opened in `folder`; where that fails, everything stays where it was. */
async function moveTo(folder: string) {
  const before = dataFolder
  dataFolder = folder
  // What was asked of the old one is answered by it.
  await store.retire()
  try {
    await store.call('open', undefined)
  } catch (error) {
    dataFolder = before
    await store.end()
    throw error
  }
}

function notRemembered(folder: string, cause: unknown) {
  const standard = defaultDataFolder()
  return new WorkbenchError(
    'settings.notRemembered',
    `Inkbench now uses ${folder} but cannot remember it: ${standard} cannot be written. Name the folder with --data-dir at the next start.`,
    { folder, standard },
    String(cause),
  )
}

/** Closing while a run trains asks; agreed, the run is stopped and saved first. */
async function mayClose(): Promise<boolean> {
  const { active } = queue.state
  const owner = window()
  if (!active || !owner) return true
  const text = texts()
  const { response } = await dialog.showMessageBox(owner, {
    type: 'question',
    title: 'Inkbench',
    message: text.closeTitle,
    detail: text.closeText.replace('{name}', active.name),
    buttons: [text.closeStay, text.closeStop],
    defaultId: 0,
    cancelId: 0,
  })
  if (response !== 1) return false
  try {
    await queue.stopAll()
  } catch (error) {
    // Such as a full disk: the next start finds the run without its process, and says so.
    tellProblem(error)
  }
  return true
}

async function openSpecFile(path: string) {
  return { path, spec: await readSpecFile(path) }
}

async function openSpec(path: string) {
  try {
    push('spec:opened', await openSpecFile(path))
  } catch (error) {
    tellProblem(error)
  }
}

/** What came before the page could listen is told when it has loaded. */
let waitingSpec = specFileArgument(process.argv)

function openWindow() {
  createMainWindow({
    icon: join(app.getAppPath(), 'resources', 'icon.png'),
    mayClose,
    onLoad: () => {
      feed.forgetWindow()
      // A window that was loaded anew does not know of it.
      void queue.cancelSearch()
      push('training:state', queue.state)
      const path = waitingSpec
      waitingSpec = undefined
      if (path) void openSpec(path)
    },
  })
}

function start() {
  // What the last time left of exports that were not saved.
  void rm(exportsFolder(dataFolder), { recursive: true, force: true }).catch(tellProblem)
  servePage(join(__dirname, '../renderer'))
  forbidPermissionsAndNetwork()
  registerHandlers(createHandlers(services), pageOrigin, (channel, message, detail) => {
    log.warn(channel, message, detail ?? '')
  })
  showMenu({
    ...nothingCanBeDone,
    language: chooseLanguage(readSettings(dataFolder).language, app.getLocale()),
  })
  openWindow()
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, words, folder) => {
    const path = specFileArgument(words, folder)
    window()?.focus()
    if (path) void openSpec(path)
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (window()) void openSpec(path)
    else waitingSpec = path
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  void app.whenReady().then(start)
} else {
  app.quit()
}
