/** Entry of the trainer process: one run, then it ends. */
import { constants, setPriority } from 'node:os'
import { runExperiment } from '#core/experiment'
import { RunControl } from '#core/training/control'
import { trainerCommandSchema, type TrainerMessage } from '#contract/training'
import { parentLine } from './parent-line'

// TensorFlow keeps all cores busy, and the window must never wait for it: it gets what the window,
// which needs little, leaves over. Said before TensorFlow is loaded, whose threads inherit it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

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
    case 'rate':
      control.setRate(command.learningRate)
      break
    case 'stop':
      control.stop()
      break
  }
})
