import { z } from 'zod'
import { problemSchema } from '#contract/problem'

/** A call to a helper process; `id` pairs it with its answer. */
export const callSchema = z.object({
  id: z.number().int(),
  method: z.string(),
  argument: z.unknown(),
})
export type Call = z.infer<typeof callSchema>

export const calleeMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answer'), id: z.number().int(), value: z.unknown() }),
  z.object({
    type: z.literal('failure'),
    id: z.number().int(),
    problem: problemSchema,
    detail: z.string().optional(),
  }),
  /** Said unasked: progress, changes from outside. */
  z.object({ type: z.literal('notice'), name: z.string(), value: z.unknown() }),
])
export type CalleeMessage = z.infer<typeof calleeMessageSchema>

/** What a helper process offers: each method takes one plain value and gives one. */
export type Methods = Record<string, (argument: never) => unknown>
export type Argument<M extends Methods, K extends keyof M> = Parameters<M[K]>[0]
export type Result<M extends Methods, K extends keyof M> = Awaited<ReturnType<M[K]>>
