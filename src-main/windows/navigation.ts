import { app, session } from 'electron'
import { pageOrigin } from './page'

/** No remote content, no navigation, no new windows, no permissions, no embedded views: for every page. */
export function forbidNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Has to be called once the app is ready. */
export function forbidPermissionsAndNetwork(): void {
  const page = session.defaultSession
  page.setPermissionRequestHandler((_contents, permission, allow) => {
    // Copying a message is the one thing that the page may do with the system.
    allow(permission === 'clipboard-sanitized-write')
  })
  page.setPermissionCheckHandler(
    (_contents, permission) => permission === 'clipboard-sanitized-write',
  )
  page.webRequest.onBeforeRequest(({ url }, answer) => {
    const local = url.startsWith(`${pageOrigin}/`) || /^(data|blob|devtools):/.test(url)
    answer({ cancel: !local })
  })
}
