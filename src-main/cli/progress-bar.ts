import { Presets, SingleBar } from 'cli-progress'

/** On standard error; null where that is no terminal. @param format of `cli-progress` */
export function progressBar(format: string): SingleBar | null {
  if (!process.stderr.isTTY) return null
  return new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.shades_grey)
}

/** Rounded up: what is not done has time left. @param seconds null while not known */
export const timeLeft = (seconds: number | null) =>
  seconds === null ? '–' : `${Math.ceil(seconds)} s`
