import { describe, expect, it } from 'vitest'
import { WorkbenchError } from '#contract/problem'
import { describeFailure, notFinite } from '#core/training'

describe('describeFailure', () => {
  it('passes on what was meant for the user, with its detail', () => {
    const error = new WorkbenchError('some.code', 'It broke.', { part: 3 }, 'ENOENT')
    expect(describeFailure(error)).toEqual({
      problem: { code: 'some.code', message: 'It broke.', values: { part: 3 } },
      detail: 'ENOENT',
    })
  })

  it('names the step at which the numbers broke', () => {
    const { problem } = describeFailure(notFinite(17))
    expect(problem).toMatchObject({ code: 'training.notFinite', values: { step: 17 } })
    expect(problem.message).toContain('step 17')
  })

  it.each([
    'OOM when allocating tensor with shape[100000,100000]',
    'JavaScript heap out of memory',
    'Array buffer allocation failed',
    'std::bad_alloc',
  ])('knows that memory ran out: %s', (message) => {
    expect(describeFailure(new Error(message)).problem.code).toBe('training.noMemory')
  })

  it('gives the first line of anything else, and the whole as detail', () => {
    const failure = describeFailure(new Error('Invalid TF_Status: 3\nMessage: no'))
    expect(failure.problem.message).toBe('Training failed: Invalid TF_Status: 3')
    expect(failure.problem.values).toEqual({ reason: 'Invalid TF_Status: 3' })
    expect(failure.detail).toContain('Message: no')
    expect(describeFailure('broken').problem.message).toBe('Training failed: broken')
  })
})
