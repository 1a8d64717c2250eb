export { pickPoints, thinPoints, thinPositions } from './thin'
export { joinPoints } from './join'
