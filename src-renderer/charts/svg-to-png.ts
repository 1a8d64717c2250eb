/**
 * Draws an SVG at so many times its size.
 * @param size edge of the square picture, in its own units
 * @throws Error where the SVG cannot be drawn
 */
export async function svgToPng(
  svg: string,
  size: number,
  scale = 2,
): Promise<Uint8Array<ArrayBuffer>> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = size * scale
    canvas.getContext('2d')?.drawImage(image, 0, 0, size * scale, size * scale)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!blob) throw new Error('The picture could not be drawn.')
    return new Uint8Array(await blob.arrayBuffer())
  } finally {
    URL.revokeObjectURL(address)
  }
}
