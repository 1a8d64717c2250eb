import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import { pageOrigin } from './page'

/** LOOK: the ground of either theme, so that nothing flashes before the page has drawn. */
const ground = { light: '#ffffff', dark: '#111318' }

export interface MainWindowOptions {
  icon: string
  /** Asked before the window closes; it stays open on false. */
  mayClose: () => Promise<boolean>
  onLoad: () => void
}

export function createMainWindow({ icon, mayClose, onLoad }: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1_440,
    height: 900,
    minWidth: 1_024,
    minHeight: 640,
    show: false,
    title: 'Inkbench',
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    webPreferences: {
      preload: join(__dirname, '../preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: false,
      // Curves go on being drawn when another window lies over this one.
      backgroundThrottling: false,
    },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  window.webContents.on('did-finish-load', onLoad)
  let agreed = false
  let asking = false
  window.on('close', (event) => {
    if (agreed) return
    event.preventDefault()
    // Once is enough, however often it is closed meanwhile.
    if (asking) return
    asking = true
    void mayClose().then((yes) => {
      asking = false
      agreed = yes
      if (yes) window.close()
    })
  })
  void window.loadURL(`${pageOrigin}/index.html`)
  return window
}
