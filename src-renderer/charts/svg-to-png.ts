/**
 * Draws an SVG at so many times its size.
 * @param size of the picture, in its own units; a number is the edge of a square
 * @throws Error where the SVG cannot be drawn
 */
export async function svgToPng(
  svg: string,
  size: number | { width: number; height: number },
  scale = 2,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = typeof size === 'number' ? { width: size, height: size } : size
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width * scale
    canvas.height = height * scale
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!blob) throw new Error('The picture could not be drawn.')
    return new Uint8Array(await blob.arrayBuffer())
  } finally {
    URL.revokeObjectURL(address)
  }
}
