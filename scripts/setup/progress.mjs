/**
 * Progress of long steps, always on standard error: standard output belongs to
 * the command that the set-up serves (`--json` must find it clean).
 *
 * On a terminal each running step owns a line with a bar; elsewhere a plain
 * line is written at the start, about every 10 %, and at the end.
 */
const BAR_WIDTH = 24
const REDRAW_MS = 100
const STEP_PERCENT = 10

/** 274000871 → "274.0 MB" (decimal units, as registries count). */
export function formatBytes(bytes) {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`
  return `${Math.ceil(bytes / 1e3)} kB`
}

/** One line for a step that counts bytes; `total` 0 means not known. */
export function formatLine({ label, done, total }) {
  if (!total) return `${label} …`
  const share = Math.min(1, done / total)
  const filled = Math.round(share * BAR_WIDTH)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)
  return `${label}  ${bar} ${Math.floor(share * 100)} % of ${formatBytes(total)}`
}

export class Progress {
  #stream
  #live
  #steps = new Set()
  #drawn = 0
  #lastDraw = 0

  /** @param {NodeJS.WriteStream} stream usually process.stderr */
  constructor(stream = process.stderr, live = Boolean(stream.isTTY)) {
    this.#stream = stream
    this.#live = live
  }

  /** A line that stays. */
  say(text) {
    this.#erase()
    this.#stream.write(`${text}\n`)
    this.#draw()
  }

  /**
   * @param {string} label what is being done
   * @param {number} total bytes to come, 0 where the step cannot be counted
   */
  start(label, total = 0) {
    const step = { label, total, done: 0, told: 0, began: Date.now() }
    this.#steps.add(step)
    if (!this.#live) {
      this.#stream.write(`${label} …${total ? ` (${formatBytes(total)})` : ''}\n`)
    }
    this.#redraw()
    return {
      /** @param {number} done bytes so far */
      at: (done) => this.#move(step, done),
      end: (text = `${label}: done`) => this.#end(step, text),
      drop: () => this.#end(step, undefined),
    }
  }

  #move(step, done) {
    step.done = done
    if (this.#live) return this.#redraw()
    const percent = step.total ? Math.floor((done / step.total) * 100) : 0
    if (percent >= step.told + STEP_PERCENT && percent < 100) {
      step.told = percent - (percent % STEP_PERCENT)
      this.#stream.write(`${step.label}: ${step.told} % of ${formatBytes(step.total)}\n`)
    }
  }

  #end(step, text) {
    if (!this.#steps.delete(step)) return
    const seconds = ((Date.now() - step.began) / 1000).toFixed(1)
    if (text !== undefined) this.say(`${text} (${seconds} s)`)
    else this.#redraw()
  }

  #redraw() {
    const now = Date.now()
    if (!this.#live || now - this.#lastDraw < REDRAW_MS) return
    this.#lastDraw = now
    this.#erase()
    this.#draw()
  }

  #erase() {
    if (this.#live && this.#drawn > 0) this.#stream.write(`\x1b[${this.#drawn}A\x1b[0J`)
    this.#drawn = 0
  }

  #draw() {
    if (!this.#live) return
    const width = (this.#stream.columns ?? 80) - 1
    for (const step of this.#steps) this.#stream.write(`${formatLine(step).slice(0, width)}\n`)
    this.#drawn = this.#steps.size
  }
}
