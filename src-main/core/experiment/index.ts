export { checkExperiment } from './check'
export { probeExperiment } from './probe'
export { runExperiment, type ExperimentOrder } from './run'
export { searchedMachine, searchExperiment, type SearchOrder } from './search'
