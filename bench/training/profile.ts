/**
 * What a step of this project spends its processor time in: oneDNN, which computes TensorFlow's
 * large operations, tells each of its calls as it happens in the whole graph on all lanes; what is
 * left is TensorFlow's own operations, waiting, and the telling itself.
 *
 *     node bench/training/profile.ts [train|infer] [model …]
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { root } from '../support.ts'

const [what = 'train', ...asked] = process.argv.slice(2)
const models = asked.length > 0 ? asked : ['lenet5', 'cnn', 'cnn-bn', 'resnet']
const images = { lenet5: 12_800, resnet: 1_280 }
const leastShare = 0.01

const env = { ...process.env, ONEDNN_VERBOSE: '1' }
const program = join(import.meta.dirname, 'ours.ts')
const child = spawn(process.execPath, [program], {
  cwd: root,
  env,
  stdio: ['pipe', 'pipe', 'ignore'],
})
const lines = createInterface(child.stdout)[Symbol.asyncIterator]()

/** Milliseconds by kind of call until the next answer. */
async function untilAnswer(): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  for (;;) {
    const { value, done } = await lines.next()
    if (done) throw new Error('The training ended.')
    if (value.startsWith('{')) return times
    // onednn_verbose,…,exec,cpu,<primitive>,<implementation>,<direction>,…,<milliseconds>
    const fields = value.split(',')
    const at = fields.indexOf('exec')
    if (at < 0) continue
    const [, , primitive = '', , direction = ''] = fields.slice(at)
    const kind = direction === 'undef' ? primitive : `${primitive}, ${direction}`
    times.set(kind, (times.get(kind) ?? 0) + Number(fields.at(-1)))
  }
}

await untilAnswer()
for (const model of models) {
  const count = images[model as keyof typeof images] ?? 6_400
  const ask = () => child.stdin.write(`${what} ${model} ${count}\n`)
  ask()
  await untilAnswer()
  const start = performance.now()
  ask()
  const times = await untilAnswer()
  const whole = (performance.now() - start) * availableParallelism()
  const known = [...times.values()].reduce((sum, time) => sum + time, 0)
  const rows = [...times, ['all else', whole - known] as const]
  console.log(
    `${what} ${model}, ${((1_000 * count * availableParallelism()) / whole).toFixed(0)} images/s`,
  )
  for (const [kind, time] of rows.sort(([, a], [, b]) => b - a))
    if (time > leastShare * whole)
      console.log(`  ${kind.padEnd(44)} ${((100 * time) / whole).toFixed(1).padStart(5)} %`)
}
child.stdin.end()
