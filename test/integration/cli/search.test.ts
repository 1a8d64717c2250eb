import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Terminal } from '../../support/terminal'

let terminal: Terminal
beforeAll(() => {
  terminal = new Terminal()
})
afterAll(() => {
  terminal.remove()
})

const small = 'search --c 5,1 --gamma 0.02,1 --images 400 --folds 2'.split(' ')

describe('the search of the terminal', () => {
  it('tells the grid, the best of it, and the command that trains with it', async () => {
    const { code, stdout } = await terminal.run([...small, '--train-limit', '1000'])
    expect(code).toBe(0)
    expect(stdout).toContain('the test images are not used')
    expect(stdout).toMatch(/gamma = 0\.02 {2}\d+\.\d\d % ± \d+\.\d\d.*\*/)
    expect(stdout).toMatch(/\* best: C = \d, gamma = 0\.02: /)
    // Of two values of each, the best is at an end.
    expect(stdout).toMatch(
      /on the edge of the grid: widen the range \(--c with (less|more), --gamma with less\)/,
    )
    const [, command = ''] = /npm run cli -- (train .*)/.exec(stdout) ?? []
    expect(command).toMatch(
      /^train --model svm-rbf --train-limit 1000 --set c=\d --set gamma=0.02$/,
    )
    const trained = await terminal.run([...command.split(' '), '--json'])
    expect(JSON.parse(trained.stdout)).toMatchObject({ status: 'finished' })
    // The search itself left no run.
    expect(terminal.runs()).toHaveLength(1)
  })

  it('gives all of it as one JSON object, with halving too', async () => {
    const words = [...small, '--images', '1200', '--halving', '3', '--json', '--seed', '5']
    const { code, stdout } = await terminal.run(words)
    expect(code).toBe(0)
    const told = JSON.parse(stdout) as Record<'scores' | 'spreads' | 'images', number[][]>
    expect(told).toMatchObject({ costs: [1, 5], gammas: [0.02, 1], best: { gamma: 0.02 } })
    expect(told).toHaveProperty('edges', expect.arrayContaining([{ axis: 'gamma', end: 'low' }]))
    expect(told.spreads.flat().every((spread) => spread >= 0 && spread < 0.5)).toBe(true)
    expect(told.images.flat().filter((count) => count > 1000)).toHaveLength(2)
    expect(told.scores.flat().every((score) => score > 0 && score < 1)).toBe(true)
  })

  it('ends with 130 where it is interrupted, and tells what it has', async () => {
    let told = false
    const words = ['search', '--c', '1,5', '--gamma', '0.02', '--images', '4000']
    const { code, stdout, stderr } = await terminal.run(words, (text, kill) => {
      if (told || !text.includes('C = 1, gamma')) return
      told = true
      kill('SIGINT')
    })
    expect(code).toBe(130)
    expect(stderr).toContain('The search was cancelled.')
    expect(stdout).toMatch(/gamma = 0\.02 {2}\d+\.\d+ % ± \d+\.\d\d {2}–/)
  })

  it.each([
    [['--model', 'knn'], 'search.notSvm'],
    [['--model', 'cnn'], 'search.notSvm'],
    [['--set', 'kernel=linear'], 'search.kernel'],
    [['--images', '59'], 'svm.subset'],
    [['--c', '1,,5'], 'usage.invalidArgument'],
    [['--gamma', '0'], 'usage.invalidArgument'],
    [['--halving', '1'], 'usage.invalidArgument'],
    [['--c', Array.from({ length: 13 }, (_, at) => at + 1).join()], 'usage.invalidArgument'],
  ])('is refused with %j', async (words, code) => {
    const ended = await terminal.run(['search', ...words, '--json'])
    expect(ended.code).toBe(2)
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code } })
  })
})
