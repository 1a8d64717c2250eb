import { cpus } from 'node:os'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment, Execution } from '#contract/run'
import { readManifest } from './manifest'
import type { LoadedTensorFlow } from './tensorflow'

/** What a run was computed with, kept beside its figures. */
export function describeEnvironment(
  loaded: LoadedTensorFlow,
  threads: number | null,
): Omit<Environment, keyof Execution> {
  const processors = cpus()
  return {
    appVersion: appVersion(),
    backend: loaded.backend,
    backendReason: loaded.reason,
    tensorflowVersion: loaded.tensorflowVersion,
    tfjsVersion: loaded.tf.version_core,
    nodeVersion: process.versions.node,
    electronVersion: process.versions['electron'] ?? null,
    platform: `${process.platform}-${process.arch}`,
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    threads,
    device: loaded.backend === 'tensorflow' ? readManifest().device.toUpperCase() : 'JavaScript',
  }
}

export function appVersion(): string {
  const file = join(readManifest().appFolder, 'package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return version
}
