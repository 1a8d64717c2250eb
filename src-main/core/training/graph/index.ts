export {
  control,
  GraphBuilder,
  itemAt,
  zerosFor,
  type GraphVariable,
  type Placed,
  type Value,
} from './builder'
export { Arithmetic } from './arithmetic'
export { inLowerPrecision } from './lower-precision'
export { NotRecordable, record } from './record'
export { GraphSession, scalarFeed, type Feed } from './session'
export type { Trace } from './trace'
export { dataType, type NodeDef } from './wire'
