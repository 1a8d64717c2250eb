import type { ExportFormat } from '#contract/export'
import type { RunSummary } from '#contract/run'

const endings: Readonly<Record<ExportFormat, string>> = {
  onnx: '.onnx',
  tfjs: '.tfjs.zip',
  bundle: '.run.zip',
}

/** A name that every file system takes: `run-12-mnist-cnn.onnx`. */
export function exportFileName(
  { number, name }: Pick<RunSummary, 'number' | 'name'>,
  format: ExportFormat,
): string {
  const words = name
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return `run-${number}${words && `-${words}`}${endings[format]}`
}
