/** Entry of the trainer process: one run, then it ends. */
import { runExperiment } from '#core/experiment'
import { RunControl } from '#core/training/control'
import { trainerCommandSchema, type TrainerMessage } from '#contract/training'
import { parentLine } from './parent-line'

const line = parentLine()
const control = new RunControl()
const emit = (message: TrainerMessage) => {
  line.post(message)
}

line.listen((raw) => {
  const command = trainerCommandSchema.parse(raw)
  switch (command.type) {
    case 'start':
      void runExperiment(command, control, emit)
      break
    case 'pause':
      control.pause()
      break
    case 'resume':
      control.resume()
      break
    case 'stop':
      control.stop()
      break
  }
})
