import type { Recipe } from '#contract/recipe'
import { plannedRate } from '#contract/schedule'
import { Plateau } from './plateau'

/** The learning rate of each step: the schedule's plan and what happened on the way. */
export class LearningRate {
  /** Of the last step that asked. */
  current: number
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
    this.current = this.plateau?.apply(planned) ?? planned
    return this.current
  }

  /** @returns the rate that is left where it drops after this epoch, else null */
  epochEnded(validationLoss: number): number | null {
    if (!this.plateau?.epochEnded(validationLoss)) return null
    return this.plateau.apply(this.recipe.learningRate)
  }
}
