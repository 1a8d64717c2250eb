import {
  largestPicture,
  pictureNotImage,
  pictureSide,
  pictureTooLarge,
  type PictureFile,
  type PicturePixels,
} from '#contract/predict'
import { WorkbenchError } from '#contract/problem'

/**
 * Decodes a PNG, JPEG or WebP, upright, and no larger than `pictureSide`. Here in the sandbox, by
 * Chromium: the terminal's decoder does not get on with the libraries that Electron brings on Linux.
 * @throws WorkbenchError `predict.notImage` or `predict.imageTooLarge`
 */
export async function decodePicture({ name, bytes }: PictureFile): Promise<PicturePixels> {
  const type = typeOf(bytes)
  if (!type) throw pictureNotImage(name, 'its first bytes are of no format that is read')
  const file = new Blob([bytes], { type })
  try {
    const { width, height } = await sizeOf(file)
    if (width * height > largestPicture) throw pictureTooLarge(width, height)
    return await pixelsOf(file, Math.min(1, pictureSide / Math.max(width, height)), width, height)
  } catch (error) {
    throw error instanceof WorkbenchError ? error : pictureNotImage(name, String(error))
  }
}

/** By the file's first bytes: its name may say anything. */
function typeOf(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12))
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : null
}

/** Reads the head only: a small file may hold more pixels than memory does. */
async function sizeOf(file: Blob): Promise<{ width: number; height: number }> {
  const image = new Image()
  const source = URL.createObjectURL(file)
  try {
    await new Promise((loaded, failed) => {
      image.onload = loaded
      image.onerror = () => failed(new Error('It cannot be decoded.'))
      image.src = source
    })
    return { width: image.naturalWidth, height: image.naturalHeight }
  } finally {
    URL.revokeObjectURL(source)
  }
}

async function pixelsOf(file: Blob, scale: number, fullWidth: number, fullHeight: number) {
  const width = Math.max(1, Math.round(fullWidth * scale))
  const height = Math.max(1, Math.round(fullHeight * scale))
  const bitmap = await createImageBitmap(file, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
    premultiplyAlpha: 'none',
  })
  try {
    const context = new OffscreenCanvas(width, height).getContext('2d')
    if (!context) throw new Error('There is no canvas.')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    return { width, height, rgba: new Uint8Array(data.buffer) }
  } finally {
    bitmap.close()
  }
}
