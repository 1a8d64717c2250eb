import { cpus } from 'node:os'

/** Hardware and system in a line: speeds of another machine say nothing about this one. */
export function thisMachine(): string {
  const processors = cpus()
  const model = processors[0]?.model.trim() ?? 'unknown'
  return `${process.platform}-${process.arch} · ${processors.length}× ${model}`
}
