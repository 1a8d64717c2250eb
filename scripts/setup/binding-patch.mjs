import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './errors.mjs'

/**
 * The binding hands TensorFlow the memory of a JavaScript array and a callback that lets go of it.
 * TensorFlow calls that back on whichever of its threads drops a tensor last, and there Node-API
 * must not be called: now and then the process ended by a signal. A copy has no such callback.
 * (docs/decisions/009-tensors-are-copies.md)
 */
const CHANGES = [
  [/ {2}\/\/ Sharing V8 memory with[\s\S]*?delete auto_ref;\n {2}\}\n.*\n\n/, ''],
  [
    / {2}TF_AutoTensor tensor\(TF_NewTensor\([^;]*DeallocTensor, auto_ref\)\);\n/,
    `  TF_AutoTensor tensor(TF_AllocateTensor(dtype, shape, shape_length, byte_size));
  if (byte_size > 0) memcpy(TF_TensorData(tensor.tensor), array_data, byte_size);
`,
  ],
  [/ {4}delete auto_ref;\n/, ''],
  [/\/\/ Callback to cleanup extra[\s\S]*?\n\}\n\n/, ''],
]

/**
 * @param {string} folder of tfjs-node's C++ sources
 * @returns {Map<string, string>} text by file name, as it is to be compiled
 * @throws {SetupError} where the sources are no longer those the change was made for
 */
export function patchedSources(folder) {
  const texts = new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )
  const main = 'tfjs_backend.cc'
  texts.set(main, patchText(texts.get(main) ?? ''))
  return texts
}

/** Exported for its test. */
export function patchText(text) {
  return CHANGES.reduce((before, [from, to]) => {
    const after = before.replace(from, to)
    if (after !== before) return after
    throw new SetupError(
      'This version of @tensorflow/tfjs-node-gpu has other sources than the set-up knows: take the version in package-lock.json ("npm ci").',
    )
  }, text)
}

/** @param {string} folder that exists */
export function writeSources(folder, texts) {
  for (const [name, text] of texts) writeFileSync(join(folder, name), text)
}
