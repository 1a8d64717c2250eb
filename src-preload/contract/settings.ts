import { z } from 'zod'
import { problemSchema } from './problem'

const themeSchema = z.enum(['system', 'light', 'dark'])
const languageSchema = z.enum(['system', 'en', 'zh-CN'])
const threadsSchema = z.number().int().min(1).max(256).nullable()

export const settingsSchema = z.strictObject({
  theme: themeSchema.default('system'),
  language: languageSchema.default('system'),
  /** Threads for TensorFlow's operations; null lets it take what the machine has. */
  threads: threadsSchema.default(null),
})
export type Settings = z.infer<typeof settingsSchema>

/** Without defaults: what is not named stays as it is (`settingsSchema.partial()` would reset it). */
export const settingsChangeSchema = z.strictObject({
  theme: themeSchema.optional(),
  language: languageSchema.optional(),
  threads: threadsSchema.optional(),
})

export const nativePartSchema = z.object({
  name: z.string(),
  version: z.string().nullable(),
  available: z.boolean(),
  /** Where it came from, or why it is missing. */
  source: z.string(),
})
export type NativePart = z.infer<typeof nativePartSchema>

export const appInfoSchema = z.object({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  platform: z.string(),
  /** Language tag of the system. */
  systemLanguage: z.string(),
  dataFolder: z.string(),
  cores: z.number(),
  backend: z.enum(['tensorflow', 'wasm', 'cpu']),
  backendReason: z.string().nullable(),
  nativeParts: z.array(nativePartSchema),
  /** Why the store could not be opened; the app then explains itself and offers what can be done. */
  storeFailure: problemSchema.nullable(),
})
export type AppInfo = z.infer<typeof appInfoSchema>
