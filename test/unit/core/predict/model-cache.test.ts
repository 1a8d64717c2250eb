import { describe, expect, it, vi } from 'vitest'
import { ModelCache } from '#core/predict/model-cache'

const model = () => ({ dispose: vi.fn() })
type Model = ReturnType<typeof model>

function cacheOf(capacity: number) {
  const loaded = new Map<string, Model>()
  const load = vi.fn((key: string) => {
    const made = model()
    loaded.set(key, made)
    return Promise.resolve(made)
  })
  return { cache: new ModelCache(load, capacity), load, loaded }
}
const use = () => Promise.resolve('answer')

describe('ModelCache', () => {
  it('loads a model once and hands its user’s answer on', async () => {
    const { cache, load } = cacheOf(2)
    expect(await cache.with('a', use)).toBe('answer')
    await Promise.all([cache.with('a', use), cache.with('a', use)])
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('pushes the one out that was used longest ago', async () => {
    const { cache, loaded } = cacheOf(2)
    for (const key of ['a', 'b', 'a', 'c']) await cache.with(key, use)
    await vi.waitFor(() => {
      expect(loaded.get('b')?.dispose).toHaveBeenCalledTimes(1)
    })
    expect(loaded.get('a')?.dispose).not.toHaveBeenCalled()
  })

  it('never takes a model from under its user', async () => {
    const { cache, loaded } = cacheOf(1)
    await cache.with('a', async () => {
      await cache.with('b', use)
      expect(loaded.get('a')?.dispose).not.toHaveBeenCalled()
    })
    expect(loaded.get('a')?.dispose).toHaveBeenCalledTimes(1)
  })

  it('tries again after a model could not be loaded', async () => {
    const load = vi
      .fn<(key: string) => Promise<Model>>()
      .mockRejectedValueOnce(new Error('damaged'))
      .mockResolvedValue(model())
    const cache = new ModelCache(load)
    await expect(cache.with('a', use)).rejects.toThrow('damaged')
    expect(await cache.with('a', use)).toBe('answer')
  })

  it('gives everything back when it is cleared', async () => {
    const { cache, loaded } = cacheOf(3)
    for (const key of ['a', 'b']) await cache.with(key, use)
    await cache.clear()
    for (const each of loaded.values()) expect(each.dispose).toHaveBeenCalledTimes(1)
  })
})
