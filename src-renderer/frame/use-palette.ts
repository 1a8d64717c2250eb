import { Languages, Moon, Sun } from '@lucide/vue'
import { watchDebounced } from '@vueuse/core'
import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { RunSummary } from '#contract/run'
import { request } from '../api'
import { changeSettings } from './settings'
import { isDark } from '../ui/use-theme'
import { commandIcon } from './command-icons'
import { availableCommands, runCommand } from './commands'
import { keysOf } from './keys'
import { filterItems, pageCommands, type PaletteItem } from './palette-items'

const shownRuns = 8

/** What the palette offers for what is typed: pages, commands that can run now, and runs. */
export function usePalette() {
  const { t, locale } = useI18n()
  const router = useRouter()
  const typed = ref('')
  const runs = shallowRef<RunSummary[]>([])

  async function searchRuns(): Promise<void> {
    const asked = typed.value
    try {
      const found = await request('runs:list', { search: asked.trim(), sortBy: 'createdAt' })
      if (asked === typed.value) runs.value = found.slice(0, shownRuns)
    } catch {
      // Commands and pages are of use without the store; its failure is shown in its own place.
      runs.value = []
    }
  }
  watchDebounced(typed, searchRuns, { debounce: 80 })

  const plain = { keys: [], icon: null, run: null }
  const commandItems = computed<PaletteItem[]>(() =>
    availableCommands.value
      .filter((command) => command !== 'search')
      .map((command) => ({
        ...plain,
        id: command,
        group: pageCommands.includes(command) ? 'goTo' : 'commands',
        text: t(`frame.command.${command}`),
        keys: keysOf(command),
        icon: commandIcon(command),
        carryOut: () => runCommand(command),
      })),
  )
  const settingItems = computed<PaletteItem[]>(() => [
    {
      ...plain,
      id: 'theme',
      group: 'commands',
      text: t(isDark.value ? 'frame.lightTheme' : 'frame.darkTheme'),
      icon: isDark.value ? Sun : Moon,
      carryOut: () => void changeSettings({ theme: isDark.value ? 'light' : 'dark' }),
    },
    {
      ...plain,
      id: 'language',
      group: 'commands',
      text: t(locale.value === 'en' ? 'frame.inChinese' : 'frame.inEnglish'),
      icon: Languages,
      carryOut: () => void changeSettings({ language: locale.value === 'en' ? 'zh-CN' : 'en' }),
    },
  ])
  const runItems = computed<PaletteItem[]>(() =>
    runs.value.map((run) => ({
      ...plain,
      id: run.id,
      group: 'recentRuns',
      text: run.name,
      run,
      carryOut: () => void router.push(`/runs/${run.id}`),
    })),
  )
  const items = computed(() => {
    const all = [...commandItems.value, ...settingItems.value]
    const order = (item: PaletteItem) => (item.group === 'goTo' ? 0 : 1)
    all.sort((one, other) => order(one) - order(other))
    return filterItems([...all, ...runItems.value], typed.value)
  })

  return { typed, items, searchRuns }
}
