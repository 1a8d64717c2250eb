import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { experimentSpecSchema } from '#contract/experiment-spec'
import { emptyPoints, type PointColumns } from '#contract/metrics'
import { galleryModel } from '#contract/model-gallery'
import { writeBundle } from '#core/export/bundle'
import type { BundleOrder } from '#core/export/order'
import { readZip } from '#core/export/zip'
import { evaluationOf, runDetail } from '../../../support/export/run'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'))
})
afterEach(() => rm(folder, { recursive: true }))

const points = (count: number): PointColumns => ({
  series: Uint8Array.from({ length: count }, (_, index) => index % 7),
  step: Uint32Array.from({ length: count }, (_, index) => index),
  epoch: Float32Array.from({ length: count }, (_, index) => index / 10),
  time: Float64Array.from({ length: count }, (_, index) => Date.UTC(2024, 0, 1) + index),
  value: Float64Array.from({ length: count }, (_, index) => 1 / (index + 1)),
})

function orderOf(changes: Partial<BundleOrder> = {}): BundleOrder {
  const cnn = galleryModel('cnn')
  if (!cnn) throw new Error('cnn')
  const target = join(folder, 'run.zip')
  const detail = runDetail(cnn)
  return {
    format: 'bundle',
    appVersion: '1.2.3',
    detail,
    target,
    points: points(3),
    evaluation: null,
    ...changes,
  }
}

async function bundle(order: BundleOrder): Promise<Map<string, string>> {
  await writeBundle(order.target, order)
  const items = await readZip(await readFile(order.target))
  return new Map([...items].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]))
}

describe('writeBundle', () => {
  it('holds the run, and a spec that can be run again', async () => {
    const order = orderOf()
    const items = await bundle(order)
    const run = JSON.parse(items.get('run.json') ?? '') as Record<string, unknown>
    expect(run).toMatchObject({
      format: 'inkbench-run',
      version: 1,
      producer: 'Inkbench 1.2.3',
      summary: order.detail.summary,
      events: order.detail.events,
      confusion: null,
    })
    expect(experimentSpecSchema.parse(run.spec)).toEqual(order.detail.spec)
    expect([...items.keys()]).toEqual(['run.json', 'metrics.csv', 'epochs.csv', 'README.md'])
  })

  it('writes points and epochs as tables', async () => {
    const items = await bundle(orderOf())
    expect(items.get('metrics.csv')).toBe(
      [
        'series,step,epoch,time,value',
        'train.loss,0,0,2024-01-01T00:00:00.000Z,1',
        'train.accuracy,1,0.1,2024-01-01T00:00:00.001Z,0.5',
        `validation.loss,2,0.2,2024-01-01T00:00:00.002Z,${1 / 3}`,
        '',
      ].join('\n'),
    )
    expect(items.get('epochs.csv')?.split('\n')).toHaveLength(4)
    expect(items.get('epochs.csv')).toContain(
      '\n2,20,0.5,0.5,1,0.5,0.001,30,1000,2024-01-02T03:04:08',
    )
  })

  it('writes predictions and the matrix of an evaluated run', async () => {
    const probabilities = new Float32Array(20).fill(0.01)
    probabilities[3] = 0.91
    probabilities[10] = 0.91
    const evaluation = evaluationOf(probabilities, Uint8Array.of(3, 5))
    evaluation.classNames[3] = 'three, or "3"'
    const counts = new Uint32Array(100)
    counts[33] = 1
    counts[50] = 1
    const order = orderOf({ evaluation })
    order.detail.confusion = { classNames: evaluation.classNames, counts }
    const items = await bundle(order)
    const lines = items.get('predictions.csv')?.split('\n') ?? []
    expect(lines[0]).toContain('image,actual,predicted,correct,probability 0,')
    expect(lines[1]).toMatch(/^0,"three, or ""3""","three, or ""3""",true,0.01,0.01,0.01,0.91,/)
    expect(lines[2]).toMatch(/^1,5,0,false,0.91,0.01/)
    expect(items.get('confusion.csv')?.split('\n')[6]).toBe('5,1,0,0,0,0,0,0,0,0,0')
  })

  it('takes a run without any point', async () => {
    const items = await bundle(orderOf({ points: emptyPoints() }))
    expect(items.get('metrics.csv')).toBe('series,step,epoch,time,value\n')
  })

  it('writes 100,000 points whole', async () => {
    const order = orderOf({ points: points(100_000) })
    await writeBundle(order.target, order)
    const items = await readZip(await readFile(order.target))
    const text = Buffer.from(items.get('metrics.csv') ?? []).toString()
    expect(text.split('\n')).toHaveLength(100_002)
  })
})
