import type { Handlers } from './register'
import { datasetHandlers } from './dataset'
import { exportHandlers } from './export'
import { learnerHandlers } from './learner'
import { predictHandlers } from './predict'
import { runHandlers } from './runs'
import { searchHandlers } from './search'
import { settingsHandlers } from './settings'
import { specHandlers } from './spec'
import { trainingHandlers } from './training'
import type { Services } from './services'

/** A file of handlers a stage; the type says that no channel is forgotten. */
export function createHandlers(services: Services): Handlers {
  return {
    ...settingsHandlers(services),
    ...datasetHandlers(services),
    ...specHandlers(services),
    ...trainingHandlers(services),
    ...searchHandlers(services),
    ...runHandlers(services),
    ...exportHandlers(services),
    ...learnerHandlers(services),
    ...predictHandlers(services),
  }
}
