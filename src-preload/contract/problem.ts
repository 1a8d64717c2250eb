import { z } from 'zod'

/**
 * A problem in the user's words, before a language is chosen: a code that both
 * languages know, values to put into its sentence, and an English sentence for
 * logs and for the terminal.
 */
export const problemSchema = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  message: z.string(),
})
export type Problem = z.infer<typeof problemSchema>

/** What crosses the bridge when a request fails. */
export const failureSchema = problemSchema.extend({
  channel: z.string(),
  /** Technical text worth copying into a report; never needed to understand the message. */
  detail: z.string().optional(),
})
export type Failure = z.infer<typeof failureSchema>

/** An error that carries a problem; thrown by the core, shown as it is by window and terminal. */
export class WorkbenchError extends Error {
  readonly problem: Problem
  readonly detail: string | undefined

  constructor(
    code: string,
    message: string,
    values: Record<string, string | number> = {},
    detail?: string,
  ) {
    super(message)
    this.name = 'WorkbenchError'
    this.problem = { code, values, message }
    this.detail = detail
  }
}
