import { z } from 'zod'
import { votingNeighboursSchema } from './neighbours'
import { WorkbenchError } from './problem'
import { runIdSchema } from './run'

/** A drawing as ink in bytes (0 paper, 255 ink), square, any size. */
export const drawingSchema = z
  .strictObject({
    runId: runIdSchema,
    size: z.number().int().min(8).max(1_024),
    ink: z.instanceof(Uint8Array),
  })
  .refine(({ size, ink }) => ink.length === size * size, 'ink has to hold size × size bytes')
export type Drawing = z.infer<typeof drawingSchema>

/** Pictures with more pixels are refused before they are decoded. */
export const largestPicture = 32_000_000
/** Larger ones are scaled down first: a digit has no more detail than this. */
export const pictureSide = 1_024
/** Larger files are refused before they are read. */
export const pictureFileLimitBytes = 64 * 1024 * 1024

/** The file of a picture, not decoded yet. */
export const pictureFileSchema = z.object({
  /** Without its folder. */
  name: z.string(),
  bytes: z.instanceof(Uint8Array<ArrayBuffer>),
})
export type PictureFile = z.infer<typeof pictureFileSchema>

const side = z.number().int().min(1).max(pictureSide)
/** A decoded picture, [height × width × 4] bytes in sRGB. */
export const picturePixelsSchema = z
  .strictObject({ width: side, height: side, rgba: z.instanceof(Uint8Array) })
  .refine(
    ({ width, height, rgba }) => rgba.length === width * height * 4,
    'rgba has to hold width × height × 4 bytes',
  )
export type PicturePixels = z.infer<typeof picturePixelsSchema>

/** What of a picture is ink, as in `drawingSchema`. */
export const pictureInkSchema = z.object({ size: z.number(), ink: z.instanceof(Uint8Array) })

export const pictureUnreadable = (path: string, detail: string) =>
  new WorkbenchError(
    'predict.noFile',
    `${path} cannot be read. Check the name and its permissions.`,
    { path },
    detail,
  )

export const pictureNotImage = (path: string, detail: string) =>
  new WorkbenchError(
    'predict.notImage',
    `${path} is not a picture that Inkbench reads. Take a PNG, JPEG or WebP of one digit.`,
    { path },
    detail,
  )

export const pictureTooLarge = (width: number, height: number) =>
  new WorkbenchError(
    'predict.imageTooLarge',
    `The picture has ${width}×${height} pixels; more than 32 million are not read.`,
    { width, height },
  )

export function pictureFileTooLarge(bytes: number): WorkbenchError {
  const megabyte = 1024 * 1024
  const size = Math.ceil(bytes / megabyte)
  const limit = pictureFileLimitBytes / megabyte
  return new WorkbenchError(
    'predict.fileTooLarge',
    `The file of the picture has ${size} MB; more than ${limit} MB are not read.`,
    { size, limit },
  )
}

export const predictionSchema = z.object({
  classNames: z.array(z.string()),
  probabilities: z.instanceof(Float32Array),
  /** They are shares of votes. */
  votes: z.boolean(),
  /** What the model saw: 28×28 bytes after MNIST's own preprocessing. */
  image: z.instanceof(Uint8Array),
  /** Null where no training images vote. */
  neighbours: votingNeighboursSchema.nullable(),
  milliseconds: z.number(),
})
export type Prediction = z.infer<typeof predictionSchema>
