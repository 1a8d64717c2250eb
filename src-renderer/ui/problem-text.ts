import type { Problem } from '#contract/problem'

/** As much of vue-i18n's `t` as is needed here. */
export type Translate = (
  key: string,
  named: Record<string, string | number>,
  options: { missingWarn: boolean; fallbackWarn: boolean },
) => string

type ProblemLike = Pick<Problem, 'code' | 'message'> & Partial<Pick<Problem, 'values'>>

/** The problem in the language of the window; its English sentence where no translation is known. */
export function problemText(t: Translate, problem: ProblemLike): string {
  const key = `problems.${problem.code}`
  const text = t(key, problem.values ?? {}, { missingWarn: false, fallbackWarn: false })
  return text === key ? problem.message : text
}
