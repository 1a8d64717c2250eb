import { describe, expect, it } from 'vitest'
import { searchDone, searchLeft } from '../../../../src-renderer/frame/search-words'
import { i18n } from '../../../../src-renderer/i18n'

const words = (share: number, secondsLeft: number | null) => {
  const search = { share, secondsLeft }
  return [searchDone(i18n.global.t, search), searchLeft(i18n.global.t, search)]
}

describe('how far a search is', () => {
  it('is told as soon as something is done, though nothing is scored yet', () => {
    expect(words(0, null)).toEqual(['Preparing', null])
    expect(words(0.04, 24)).toEqual(['4\u202f%', '24\u202fs left'])
  })
})
