/**
 * What Electron's own default app does, in the little that is needed: the
 * first argument that is no flag names the app's folder, which is then run as
 * if it had been packed in. The runtime taken from npm comes without it.
 */
export const DEFAULT_APP_PACKAGE = `${JSON.stringify({ name: 'electron', main: 'main.js' }, null, 2)}\n`

export const DEFAULT_APP_MAIN = `'use strict'
const { app, dialog } = require('electron')
const fs = require('node:fs')
const path = require('node:path')

const at = process.argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-'))
const folder = process.argv[at]
if (at === -1) {
  process.stderr.write('Usage: electron <folder of an app>\\n')
  process.exit(2)
}
try {
  const root = fs.realpathSync(path.resolve(folder))
  const description = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  app.setName(description.productName || description.name)
  if (description.version) app.setVersion(description.version)
  app.setAppPath(root)
  const main = path.resolve(root, description.main || 'index.js')
  process.argv.splice(1, at, root)
  require(main)
} catch (error) {
  process.stderr.write(String((error && error.stack) || error) + '\\n')
  app.whenReady().then(() => {
    dialog.showErrorBox('The app cannot be started', String((error && error.message) || error))
    app.exit(1)
  })
}
`
