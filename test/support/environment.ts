import type { Environment } from '#contract/run'

/** What a run of a test was computed with. */
export const testEnvironment: Environment = {
  appVersion: '0.1.0',
  backend: 'tensorflow',
  backendReason: null,
  tensorflowVersion: '2.21.0',
  tfjsVersion: '4.22.0',
  nodeVersion: '24.0.0',
  electronVersion: null,
  platform: 'linux-x64',
  cpu: 'CPU',
  cores: 2,
  threads: null,
  device: 'CPU',
  execution: null,
  towers: null,
  executionReason: null,
}
