import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../../../../src-renderer/i18n'
import NeighbourVote from '../../../../src-renderer/learner/NeighbourVote.vue'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

const learner = { type: 'knn', k: 3, weights: 'uniform', metric: 'l2' } as const
const classNames = Array.from('0123456789')
const answer = (labels: number[], predicted: number) => {
  const probabilities = new Float32Array(10)
  for (const label of labels) probabilities[label] = (probabilities[label] ?? 0) + 1 / labels.length
  return {
    positions: Uint32Array.from(labels, (_, at) => 59_000 + at),
    labels: Uint8Array.from(labels),
    distances: Float64Array.from(labels, (_, at) => 5 + at / 4),
    shares: new Float64Array(labels.length).fill(1 / labels.length),
    probabilities,
    predicted,
    pixels: new Uint8Array(labels.length * 784),
  }
}
function open(image = 7) {
  const props = { runId: 'run00000001', learner, datasetId: 'mnist', classNames, image, actual: 4 }
  return mount(NeighbourVote, { props, global: { plugins: [i18n] } })
}
afterEach(() => void vi.unstubAllGlobals())

describe('the neighbours of a test image', () => {
  it('stand in order, each with class and distance, below the vote', async () => {
    const bridge = fakeBridge({ 'learner:neighbours': () => answer([9, 4, 9], 9) })
    const vote = open()
    expect(vote.find('.waiting').exists()).toBe(true)
    await flushPromises()
    expect(bridge.askedFor('learner:neighbours')).toEqual([{ runId: 'run00000001', image: 7 }])
    expect(vote.findAll('.votes li').map((each) => each.text())).toEqual([
      '9: 2 of 3, 66.7\u202f%',
      '4: 1 of 3, 33.3\u202f%',
    ])
    const images = vote.findAll('ol li')
    expect(images.map((each) => each.text())).toEqual(['95.00', '45.25', '95.50'])
    expect(images.map((each) => each.classes('wrong'))).toEqual([true, false, true])
    expect(images[0]?.find('canvas').attributes('aria-label')).toBe(
      'Place 1: class 9, distance 5.00, 33.3\u202f% of the vote, training image 59\u202f000',
    )
  })

  it('say which class a tie goes to', async () => {
    fakeBridge({ 'learner:neighbours': () => answer([9, 4], 4) })
    const vote = open()
    await flushPromises()
    expect(vote.find('.votes').text()).toContain('A tie: the lower class wins.')
    expect(vote.find('.votes .wins').text()).toContain('4')
  })

  it('follow the image, the ones before staying until the next have come', async () => {
    const waiting: (() => void)[] = []
    fakeBridge({
      'learner:neighbours': ({ image }) =>
        new Promise((resolve) => waiting.push(() => resolve(answer([image, 1, 1], 1)))),
    })
    const vote = open(7)
    waiting[0]?.()
    await flushPromises()
    await vote.setProps({ image: 8 })
    expect(vote.attributes('aria-busy')).toBe('true')
    expect(vote.find('ol').text()).toContain('7')
    waiting[1]?.()
    await flushPromises()
    expect(vote.attributes('aria-busy')).toBe('false')
    expect(vote.find('ol').text()).toContain('8')
  })

  it('that cannot be had are asked for again', async () => {
    const bridge = fakeBridge({
      'learner:neighbours': () => {
        throw new Error('The model is gone.')
      },
    })
    const vote = open()
    await flushPromises()
    expect(vote.find('[role=alert]').text()).toContain('The model is gone.')
    bridge.handlers['learner:neighbours'] = () => answer([4, 4, 4], 4)
    await vote.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(vote.findAll('ol li')).toHaveLength(3)
  })

  it('of many are counted beyond the first hundred', async () => {
    fakeBridge({ 'learner:neighbours': () => answer(new Array<number>(130).fill(4), 4) })
    const vote = open()
    await flushPromises()
    expect(vote.findAll('ol li')).toHaveLength(100)
    expect(vote.text()).toContain('30 more voted.')
  })
})
