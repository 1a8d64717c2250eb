export { runExperiment, type ExperimentOrder } from './run'
