import type { Push, Pushed, Reply } from '#contract/channels'
import type { ExperimentSpec } from '#contract/experiment-spec'
import type { MenuState } from '#contract/menu'
import type { AppInfo, Settings } from '#contract/settings'
import type { AnalysisClient } from '../processes/analysis-client'
import type { LiveFeed } from '../processes/live-feed'
import type { StoreClient } from '../processes/store-client'
import type { TrainingQueue } from '../processes/training-queue'

export type FileKind = 'spec' | 'onnx' | 'tfjs' | 'bundle' | 'png' | 'svg' | 'csv'

/** What handlers work with; the composition root puts it together. */
export interface Services {
  store: StoreClient
  /** Started at the first use. */
  analysis: () => AnalysisClient
  queue: TrainingQueue
  feed: LiveFeed
  dataFolder: () => string
  push: <P extends Push>(name: P, value: Pushed<P>) => void
  /** System dialogs; null where the user cancelled. */
  dialogs: {
    openSpec: () => Promise<string | null>
    openPicture: () => Promise<string | null>
    chooseFolder: () => Promise<string | null>
    saveFile: (suggestedName: string, kind: FileKind) => Promise<string | null>
  }
  specFiles: {
    read: (path: string) => Promise<{ path: string; spec: ExperimentSpec }>
    write: (path: string, spec: ExperimentSpec) => Promise<string>
  }
  settings: { get: () => Settings; change: (change: Partial<Settings>) => Settings }
  app: {
    info: () => Promise<AppInfo>
    openDataFolder: () => Promise<void>
    chooseDataFolder: () => Promise<Reply<'app:chooseDataFolder'>>
    setMenuState: (state: MenuState) => void
  }
}
