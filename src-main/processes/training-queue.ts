import { join } from 'node:path'
import { isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import type { SvmSearch, SvmSearchProgress, SvmSearchResult } from '#contract/svm-search'
import type { ActiveRun, Probe, TrainerMessage, TrainingState } from '#contract/training'
import { noSteps } from '#core/experiment/no-steps'
import { cutOffWords } from '#core/runs/cut-off'
import { inPhase } from './in-phase'
import type { LiveFeed } from './live-feed'
import { Prober } from './prober'
import { RunRecorder } from './run-recorder'
import { searchCancelled, Searcher, searchYielded } from './searcher'
import type { StoreClient } from './store-client'
import { TrainerClient, type TrainerEnd } from './trainer-client'

export interface QueueListeners {
  onState: (state: TrainingState) => void
  onActive: (active: ActiveRun) => void
  onRunsChanged: (runIds: string[]) => void
  /** A run is about to begin, and wants the cores. */
  onBegin: () => void
  onSearchProgress: (progress: SvmSearchProgress) => void
  onProblem: (error: unknown) => void
}

interface Waiting {
  runId: string
  spec: ExperimentSpec
  /** Goes on from its checkpoint. */
  resume: { rateShare: number } | null
}

/**
 * Owns training: one trainer at a time, the others wait. Everything a trainer
 * says goes to the store first and then to the window. A trainer that dies
 * without a last word leaves a run that is called crashed, and the next begins.
 * A run that cannot be recorded any more, as on a full disk, is ended as failed.
 */
export class TrainingQueue {
  private readonly waiting: Waiting[] = []
  private trainer: TrainerClient | null = null
  private active: ActiveRun | null = null
  private idle: (() => void)[] = []
  private readonly prober = new Prober()
  private readonly searcher: Searcher
  private readonly recorder: RunRecorder

  constructor(
    private readonly dataFolder: () => string,
    private readonly threads: () => number | null,
    private readonly store: StoreClient,
    private readonly feed: LiveFeed,
    private readonly listeners: QueueListeners,
  ) {
    this.searcher = new Searcher(listeners.onSearchProgress)
    this.recorder = new RunRecorder(store, listeners.onProblem, () => this.trainer?.kill())
  }

  get state(): TrainingState {
    return { active: this.active, queue: this.waiting.map(({ runId }) => runId) }
  }

  get searching(): boolean {
    return this.searcher.running
  }

  get trainerPid(): number | undefined {
    return this.trainer?.pid
  }

  async start(spec: ExperimentSpec): Promise<{ runId: string; queued: boolean }> {
    const runId = await this.store.call('createRun', spec)
    return this.enqueue({ runId, spec, resume: null })
  }

  /**
   * Measures what an experiment will cost; a run that starts meanwhile ends the measurement.
   * @throws WorkbenchError `probe.busy`, `probe.searching`, or what would keep the run from starting
   */
  async probe(spec: ExperimentSpec): Promise<Probe> {
    if (this.active)
      throw new WorkbenchError('probe.busy', 'A run is training; measure once it has ended.')
    if (this.searcher.running)
      throw new WorkbenchError(
        'probe.searching',
        'A search is under way; measure once it has ended.',
      )
    if (!isNetwork(spec)) throw noSteps()
    const runFolder = join(this.dataFolder(), 'runs', 'probe')
    return this.prober.probe({ spec, runFolder, threads: this.threads() })
  }

  async cancelProbe(): Promise<void> {
    await this.prober.cancel()
  }

  /**
   * Searches C and gamma; a run that starts meanwhile ends the search.
   * @throws WorkbenchError `search.busy`, or what ended the search or kept it from beginning
   */
  async search(search: SvmSearch): Promise<SvmSearchResult> {
    if (this.active)
      throw new WorkbenchError('search.busy', 'A run is training; search once it has ended.')
    void this.prober.cancel()
    return this.searcher.search(search, this.threads())
  }

  async cancelSearch(): Promise<void> {
    await this.searcher.end(searchCancelled())
  }

  /** Has a run that ended go on from its checkpoint. */
  async goOn(runId: string, rateShare: number): Promise<{ runId: string; queued: boolean }> {
    const spec = await this.store.call('reopenRun', runId)
    return this.enqueue({ runId, spec, resume: { rateShare } })
  }

  private enqueue(waiting: Waiting): { runId: string; queued: boolean } {
    const { runId } = waiting
    this.waiting.push(waiting)
    const queued = this.active !== null
    if (queued) this.tell()
    else this.next()
    this.listeners.onRunsChanged([runId])
    return { runId, queued }
  }

  pause(runId: string) {
    this.activeTrainer(runId).send({ type: 'pause' })
  }

  setRate(runId: string, learningRate: number) {
    this.activeTrainer(runId).send({ type: 'rate', learningRate })
  }

  resume(runId: string) {
    this.activeTrainer(runId).send({ type: 'resume' })
  }

  async stop(runId: string): Promise<void> {
    const place = this.waiting.findIndex((waiting) => waiting.runId === runId)
    if (place === -1) {
      this.activeTrainer(runId).send({ type: 'stop' })
      return
    }
    this.waiting.splice(place, 1)
    await this.store.call('cancelQueued', runId)
    this.listeners.onRunsChanged([runId])
    this.tell()
  }

  /** Empties the queue, stops the run that trains, and resolves when it has saved. */
  async stopAll(): Promise<void> {
    for (const { runId } of [...this.waiting]) await this.stop(runId)
    if (!this.active) return
    const done = new Promise<void>((resolve) => this.idle.push(resolve))
    this.trainer?.send({ type: 'stop' })
    await done
  }

  private activeTrainer(runId: string): TrainerClient {
    if (this.active?.runId !== runId || !this.trainer)
      throw new WorkbenchError('training.notActive', 'This run is not training now.')
    return this.trainer
  }

  private next() {
    const order = this.waiting.shift()
    if (!order) return
    const { runId, spec, resume } = order
    void this.prober.cancel()
    void this.searcher.end(searchYielded())
    this.listeners.onBegin()
    this.active = {
      runId,
      name: spec.name,
      status: 'running',
      phase: 'preparing',
      step: 0,
      steps: 0,
      epoch: 0,
      epochs: isNetwork(spec) ? spec.recipe.epochs : 0,
      imagesPerSecond: null,
      memoryBytes: 0,
      secondsLeft: null,
      counted: null,
    }
    this.recorder.begin()
    this.feed.begin(runId)
    const runFolder = join(this.dataFolder(), 'runs', runId)
    this.trainer = new TrainerClient(
      { type: 'start', runId, spec, runFolder, threads: this.threads(), resume },
      (message) => {
        this.receive(runId, message)
      },
      (end) => void this.ended(runId, end),
    )
    this.tell()
  }

  private receive(runId: string, message: TrainerMessage) {
    this.recorder.message(runId, message)
    if (message.type === 'points') {
      this.feed.push(message.points)
      return
    }
    if (!this.active) return
    if (message.type === 'progress') {
      const { step, steps, epoch, imagesPerSecond, memoryBytes, secondsLeft, counted } = message
      this.active = {
        ...this.active,
        step,
        steps,
        epoch,
        imagesPerSecond,
        memoryBytes,
        secondsLeft,
        counted,
      }
    } else if (message.type === 'phase') this.active = inPhase(this.active, message.phase)
    else if (message.type === 'status') this.active = { ...this.active, status: message.status }
    else {
      void this.recorder.settled().then(() => {
        this.listeners.onRunsChanged([runId])
      })
      return
    }
    this.listeners.onActive(this.active)
  }

  /** Has the store know all points that the window was sent. */
  flushPoints() {
    this.recorder.flushPoints()
  }

  private async ended(runId: string, { orderly, code }: TrainerEnd) {
    this.recorder.flushPoints()
    await this.recorder.settled()
    if (!orderly) {
      this.recorder.cutOff(runId, cutOffWords(this.active?.epochs === 0).trainerGone(code))
      await this.recorder.settled()
    }
    this.trainer = null
    this.active = null
    this.listeners.onRunsChanged([runId])
    this.next()
    if (!this.active) {
      this.tell()
      for (const resolve of this.idle.splice(0)) resolve()
    }
  }

  private tell() {
    this.listeners.onState(this.state)
  }
}
