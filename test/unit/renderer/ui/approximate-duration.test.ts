import { expect, it } from 'vitest'
import { approximateDuration } from '../../../../src-renderer/ui/approximate-duration'

it('says durations roughly', () => {
  expect([0.4, 7, 33, 58, 122, 3_590, 5_500].map(approximateDuration)).toEqual([
    { unit: 'seconds', count: 1 },
    { unit: 'seconds', count: 7 },
    { unit: 'seconds', count: 35 },
    { unit: 'minutes', count: 1 },
    { unit: 'minutes', count: 2 },
    { unit: 'hours', count: 1 },
    { unit: 'hours', count: 1.5 },
  ])
})
