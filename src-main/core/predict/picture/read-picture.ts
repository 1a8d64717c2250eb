import { open, stat } from 'node:fs/promises'
import type { Sharp } from 'sharp'
import {
  largestPicture,
  pictureNotImage,
  pictureSide,
  pictureTooLarge,
  pictureUnreadable,
} from '#contract/predict'
import { WorkbenchError } from '#contract/problem'
import { greyOf } from './grey'
import { inkOf, type GreyPicture } from './ink'
import type { Ink } from './preprocess'

const formats: readonly (string | undefined)[] = ['png', 'jpeg', 'webp']

/**
 * Reads the picture of one digit, PNG, JPEG or WebP, darker or lighter than its paper.
 * @throws WorkbenchError `predict.noFile`, `predict.notImage`, `predict.imageTooLarge` or
 * `predict.nothingSeen`.
 */
export async function readPicture(path: string): Promise<Ink> {
  await mustBeReadable(path)
  const { default: sharp } = await import('sharp')
  try {
    // Reads the head only; the limit is checked here, to say it in its own words.
    const { format, width, height } = await sharp(path, { limitInputPixels: false }).metadata()
    if (!formats.includes(format)) throw pictureNotImage(path, `format ${String(format)}`)
    if (width * height > largestPicture) throw pictureTooLarge(width, height)
    const picture = sharp(path, { limitInputPixels: largestPicture, failOn: 'error' })
    return inkOf(await decode(picture))
  } catch (error) {
    if (error instanceof WorkbenchError) throw error
    throw pictureNotImage(path, String(error))
  }
}

async function decode(picture: Sharp): Promise<GreyPicture> {
  const { data, info } = await picture
    .autoOrient()
    .resize(pictureSide, pictureSide, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return greyOf(data, info.width, info.height)
}

async function mustBeReadable(path: string) {
  try {
    // A pipe would be waited for when it is opened.
    if (!(await stat(path)).isFile()) throw new Error('It is no file.')
    const file = await open(path, 'r')
    await file.close()
  } catch (error) {
    throw pictureUnreadable(path, String(error))
  }
}
