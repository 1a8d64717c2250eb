export { checkExperiment } from './check'
export { probeExperiment } from './probe'
export { runExperiment, type ExperimentOrder } from './run'
