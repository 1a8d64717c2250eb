import { createI18n, type DefineLocaleMessage } from 'vue-i18n'
import * as charts from './charts/messages'
import * as compare from './compare/messages'
import * as dataset from './dataset/messages'
import * as experiment from './experiment/messages'
import * as exporting from './export/messages'
import * as frame from './frame/messages'
import * as help from './help/messages'
import * as learner from './learner/messages'
import * as model from './model/messages'
import * as predict from './predict/messages'
import * as runs from './runs/messages'
import * as search from './search/messages'
import * as settings from './settings/messages'
import * as training from './training/messages'
import * as ui from './ui/messages'
import * as problems from './ui/problem-messages'

export type Locale = 'en' | 'zh-CN'

const parts = [
  charts,
  compare,
  dataset,
  experiment,
  exporting,
  frame,
  help,
  learner,
  model,
  predict,
  runs,
  search,
  settings,
  training,
  ui,
]

/** Every word of the window, in both languages; each feature keeps its own beside its code. */
export const messages = {
  en: Object.assign({}, ...parts.map((part) => part.en)) as Record<string, object>,
  'zh-CN': Object.assign({}, ...parts.map((part) => part.zhCN), problems.zhCN) as Record<
    string,
    object
  >,
}

export const i18n = createI18n({
  legacy: false,
  locale: 'en' as Locale,
  fallbackLocale: 'en',
  messages: messages as Record<Locale, DefineLocaleMessage>,
})

/** Changes every text of the window at once. */
export function applyLocale(locale: Locale): void {
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

/** The language for a choice of the settings, the system's where none was made. */
export function chooseLocale(choice: 'system' | Locale, systemLanguage: string): Locale {
  if (choice !== 'system') return choice
  return systemLanguage.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
