export { pickPoints, thinPoints, thinPositions } from './thin'
