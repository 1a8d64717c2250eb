import { useI18n } from 'vue-i18n'
import type { SaveImage } from '#contract/export'
import { failureOf, request } from '../api'
import { registerCommand } from '../frame/commands'
import { useMenuAbility } from '../frame/menu-state'
import { useToast } from '../ui/use-toast'
import { fileName } from './file-name'
import { currentPicture, type Picture } from './pictures'

type Bytes = Uint8Array<ArrayBuffer>

/** Saves pictures through main's dialog, and says where or why not. */
export function useSavePicture() {
  const { t } = useI18n()
  const { notify, notifyProblem } = useToast()

  async function savePicture(picture: Picture, format: 'png' | 'svg'): Promise<void> {
    await save(picture.name(), format, () => picture[format]())
  }

  /** @param points gives the points behind a chart, as CSV */
  async function savePoints(name: string, points: () => Promise<Bytes>): Promise<void> {
    await save(name, 'csv', points)
  }

  async function save(
    name: string,
    format: SaveImage['format'],
    make: () => Bytes | Promise<Bytes>,
  ): Promise<void> {
    try {
      const bytes = await make()
      const suggestedName = fileName(name)
      const saved = await request('export:image', { suggestedName, format, bytes })
      if (saved) notify(t('export.saved', { path: saved.path }), 'success')
    } catch (error) {
      notifyProblem(failureOf(error))
    }
  }
  return { savePicture, savePoints }
}

/** Lets the menu save the picture in view; for pages that show charts. */
export function usePictureCommands(): void {
  const { savePicture } = useSavePicture()
  const any = () => currentPicture() !== null
  const save = (format: 'png' | 'svg') => () => {
    const picture = currentPicture()
    if (picture) void savePicture(picture, format)
  }
  registerCommand('exportChartPng', save('png'), any)
  registerCommand('exportChartSvg', save('svg'), any)
  useMenuAbility(() => ({ canExportChart: any() }))
}
