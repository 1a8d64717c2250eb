/**
 * Frames a second of the window while the CNN trains and the charts stream, told from the times of
 * requestAnimationFrame; at least 50 are asked for. Frames of the epochs' validation count too.
 *
 *     node bench/app/frames.ts [seconds]
 */
import { endApp, launchLongTraining, loadBefore, needDisplay, seconds } from './app.ts'
import { quantile } from '../support.ts'

needDisplay()
const duration = Number(process.argv[2] ?? 60)
const warmUpSeconds = 10
const least = 50

const before = loadBefore()
const app = await launchLongTraining()
await seconds(warmUpSeconds)
const times = await app.page.evaluate(
  (milliseconds) =>
    new Promise<number[]>((done) => {
      const frames: number[] = []
      const frame = (now: number) => {
        frames.push(now)
        if (now - (frames[0] ?? now) < milliseconds) requestAnimationFrame(frame)
        else done(frames)
      }
      requestAnimationFrame(frame)
    }),
  duration * 1_000,
)
await endApp(app)

const intervals = times.slice(1).map((time, index) => time - (times[index] ?? time))
const rate = (1_000 * intervals.length) / ((times.at(-1) ?? 0) - (times[0] ?? 0))
const at = (share: number) => quantile(intervals, share).toFixed(1)
const passed = rate >= least
console.log(
  `${rate.toFixed(1)} frames/s over ${String(duration)} s; interval: median ${at(0.5)}, 95 % ${at(0.95)}, ` +
    `99 % ${at(0.99)}, longest ${at(1)} ms (≥ ${String(least)}/s: ${passed ? 'met' : 'MISSED'}; ${before})`,
)
if (!passed) process.exitCode = 1
