import type { Variable } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Tensors } from '#core/native/tensorflow'
import { GraphBuilder, GraphSession, NotRecordable, record, dataType } from '#core/training/graph'
import { nativeTensors } from '../../support/engine/tensors'

let tf: Tensors
beforeAll(async () => {
  tf = await nativeTensors()
})

const float = dataType.float32
const T = { T: { type: float } }

describe('record', () => {
  it('leaves variables and tensors as they were', () => {
    const variable = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])))
    const input = tf.tensor1d([3, 4])
    const before = tf.memory().numTensors
    const trace = record(tf, [input], [variable], () => {
      variable.assign(variable.add(input))
      return [variable.mul(2)]
    })
    expect([...variable.dataSync()]).toEqual([1, 2])
    expect(tf.memory().numTensors).toBe(before)
    expect(trace.operations.map(({ name }) => name)).toEqual(['Add', 'Mul'])
    expect(trace.assigned).toEqual([{ from: 'operation', operation: 0, output: 0 }])
    tf.dispose([variable, input])
  })

  it('refuses a function that reads a value back, and puts everything back in place', () => {
    const input = tf.tensor1d([3])
    const variable: Variable = tf.tidy(() => tf.variable(tf.tensor1d([1])))
    const readsBack = () => {
      const doubled = input.mul(2)
      variable.assign(doubled.mul(2) as never)
      return [tf.scalar(doubled.dataSync()[0] ?? 0)]
    }
    expect(() => record(tf, [input], [variable], readsBack)).toThrow(NotRecordable)
    expect([...variable.dataSync()]).toEqual([1])
    expect([...input.add(1).dataSync()]).toEqual([4])
    tf.dispose([variable, input])
  })

  it('refuses a tensor from outside: it may change and the graph would not know', () => {
    const [input, outside] = [tf.tensor1d([3]), tf.tensor1d([1]).add(1)]
    expect(() => record(tf, [input], [], () => [input.mul(outside)])).toThrow(NotRecordable)
    tf.dispose([input, outside])
  })
})

describe('GraphSession', () => {
  it('keeps variables between runs, and reads them before a run changes them', () => {
    const builder = new GraphBuilder()
    const variable = builder.variable(float, [2], 'state')
    const value = builder.placeholder(float, [2], 'value')
    const set = builder.after(builder.scalar(0), float, [builder.assign(variable, value)])
    const next = builder.add('AddV2', [variable.read, value], T)
    const moved = builder.after(variable.read, float, [builder.assign(variable, next)])
    const session = GraphSession.load(tf, builder.nodes)
    const feed = (numbers: number[]) => [
      { placeholder: value, type: float, shape: [2], values: Float32Array.from(numbers) },
    ]
    const run = (numbers: number[], asked: string) => {
      const [result] = session.run(feed(numbers), [asked])
      const values = [...(result?.dataSync() ?? [])]
      result?.dispose()
      return values
    }
    run([1, 10], set)
    expect(run([2, 20], moved)).toEqual([1, 10])
    expect(run([0, 0], moved)).toEqual([3, 30])
    session.dispose()
  })

  it('says what TensorFlow says of a graph that is wrong', () => {
    const builder = new GraphBuilder()
    builder.add('NoSuchOperation', [])
    expect(() => GraphSession.load(tf, builder.nodes)).toThrow(/NoSuchOperation/)
  })
})
