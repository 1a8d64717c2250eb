/// <reference types="vite/client" />
import type { Workbench } from '#contract/channels'

declare global {
  interface Window {
    readonly workbench: Workbench
  }
}
