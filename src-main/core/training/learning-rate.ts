import type { Recipe } from '#contract/recipe'
import { plannedRate } from '#contract/schedule'
import { Plateau, type PlateauState } from './plateau'

/** What is remembered between steps; goes into checkpoints. */
export interface LearningRateState {
  /** Of the planned rate: what somebody changed while it ran. */
  share: number
  plateau: PlateauState | null
}

/** The learning rate of each step: the schedule's plan and what happened on the way. */
export class LearningRate {
  /** Of the last step that asked. */
  current: number
  private share = 1
  private readonly plateau: Plateau | null

  constructor(
    private readonly recipe: Pick<Recipe, 'learningRate' | 'epochs' | 'schedule' | 'warmupEpochs'>,
    private readonly stepsPerEpoch: number,
  ) {
    const { schedule } = recipe
    this.plateau = schedule.type === 'plateau' ? new Plateau(schedule) : null
    this.current = this.at(0, 0)
  }

  /** @param epoch counts from 0; @param index of the step within the epoch */
  at(epoch: number, index: number): number {
    // The middle of a step stands for it: no step of a warm-up or of a cosine gets a rate of zero.
    const planned = plannedRate(this.recipe, epoch + (index + 0.5) / this.stepsPerEpoch)
    this.current = this.lowered(planned)
    return this.current
  }

  /** The rate is `rate` now; what the schedule plans from here on is scaled as much. */
  change(rate: number) {
    this.scale(rate / this.current)
  }

  scale(factor: number) {
    this.share *= factor
    this.current *= factor
  }

  /** @returns the rate that is left where it drops after this epoch, else null */
  epochEnded(validationLoss: number): number | null {
    if (!this.plateau?.epochEnded(validationLoss)) return null
    return this.lowered(this.recipe.learningRate)
  }

  get state(): LearningRateState {
    return { share: this.share, plateau: this.plateau && { ...this.plateau.state } }
  }

  restore({ share, plateau }: LearningRateState) {
    this.share = share
    if (this.plateau && plateau) this.plateau.state = { ...plateau }
  }

  private lowered(planned: number): number {
    return this.share * (this.plateau?.apply(planned) ?? planned)
  }
}
