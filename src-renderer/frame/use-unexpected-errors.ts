import { useEventListener } from '@vueuse/core'
import { onErrorCaptured } from 'vue'
import type { Failure } from '#contract/problem'
import { failureOf } from '../api'

/** Chromium reports it when an observer’s work takes more than a frame; nothing is wrong then. */
const harmless = /ResizeObserver loop/

/** Shows what nobody caught: better said than a page that does nothing. */
export function useUnexpectedErrors(show: (failure: Failure) => void): void {
  function report(error: unknown): void {
    const failure = failureOf(error)
    if (harmless.test(failure.message)) return
    console.error(error)
    show(failure)
  }
  onErrorCaptured((error) => {
    report(error)
    return false
  })
  useEventListener(window, 'unhandledrejection', ({ reason }) => report(reason))
  useEventListener(window, 'error', ({ error, message }) => report(error ?? message))
}
