import './start'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'
import { router } from './router'
import { loadSettings } from './frame/settings'
import './styles'

const app = createApp(App).use(createPinia()).use(i18n).use(router)

// Theme and language are in effect before anything is drawn; without them the defaults serve.
loadSettings()
  .catch(() => undefined)
  .finally(() => app.mount('#app'))
