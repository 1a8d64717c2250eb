export {
  control,
  GraphBuilder,
  itemAt,
  type GraphVariable,
  type Placed,
  type Value,
} from './builder'
export { Arithmetic } from './arithmetic'
export { inLowerPrecision } from './lower-precision'
export { NotRecordable, record } from './record'
export { GraphSession, type Feed } from './session'
export type { Trace } from './trace'
export { dataType, type NodeDef } from './wire'
