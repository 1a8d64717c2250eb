import { guideEn } from './guide-en'
import { guideZh } from './guide-zh'

export const en = { help: guideEn }

export const zhCN: typeof en = { help: guideZh }
