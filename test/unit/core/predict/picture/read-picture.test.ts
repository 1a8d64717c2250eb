import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boundingBox } from '#core/predict/picture/box'
import { preprocessInk, type Ink } from '#core/predict/picture/preprocess'
import { readPicture } from '#core/predict/picture/read-picture'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digit-'))
})
afterAll(() => rm(folder, { recursive: true }))

const drawing = (background: string, stroke: string, opacity = 1) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80">
      <rect width="120" height="80" fill="${background}" fill-opacity="${opacity}"/>
      <rect x="50" y="10" width="8" height="60" fill="${stroke}"/>
    </svg>`,
  )

async function picture(name: string, svg: Buffer): Promise<string> {
  const path = join(folder, name)
  await sharp(svg).png().toFile(path)
  return path
}

const inked = ({ values }: Ink) => values.filter((value) => value > 200).length
const problem = (code: string) => ({ problem: expect.objectContaining({ code }) as unknown })

describe('readPicture', () => {
  it.each([
    ['dark on light', drawing('white', 'black')],
    ['light on dark', drawing('black', 'white')],
    ['dark on mid-grey', drawing('#707070', '#101010')],
    ['dark on dark', drawing('#383838', '#080808')],
    ['light on mid-grey', drawing('#909090', '#f0f0f0')],
    ['little darker than white', drawing('white', '#e4e4e4')],
    ['little lighter than grey', drawing('#808080', '#9c9c9c')],
    ['blue on yellow', drawing('#ffee88', '#0000aa')],
    ['black on nothing', drawing('white', 'black', 0)],
    ['white on nothing', drawing('white', 'white', 0)],
  ])('reads %s as the same ink', async (name, svg) => {
    const ink = await readPicture(await picture(`${name}.png`, svg))
    expect([ink.width, ink.height]).toEqual([120, 80])
    expect(inked(ink)).toBe(8 * 60)
    expect(ink.values.filter((value) => value > 0)).toHaveLength(8 * 60)
  })

  it('leaves the grain of paper out', async () => {
    const clean = drawing('#dddddd', '#222222')
    const { data, info } = await sharp(clean)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    // A fixed pattern of grain, ±7 grey levels.
    const grainy = data.map((value, index) => value + (((index * 7919) % 15) - 7))
    const path = join(folder, 'grain.png')
    await sharp(grainy, { raw: { width: info.width, height: info.height, channels: 3 } }).toFile(
      path,
    )
    const ink = await readPicture(path)
    expect(ink.values.filter((value) => value > 0)).toHaveLength(8 * 60)
  })

  it.each([
    [90, 'white', 'black'],
    [60, 'white', 'black'],
    [30, 'white', 'black'],
    [60, 'black', 'white'],
  ])('sees the same digit in a JPEG of quality %i, on %s', async (quality, paper, stroke) => {
    // The slanting edges of a 7 ring in many of JPEG's squares, around it too.
    const svg = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400">
        <rect width="400" height="400" fill="${paper}"/>
        <path d="M131 93 L269 97 L187 322" fill="none" stroke="${stroke}" stroke-width="28"/>
      </svg>`,
    )
    const path = join(folder, `${quality}-${paper}.jpg`)
    await sharp(svg).jpeg({ quality }).toFile(path)
    const exact = await readPicture(await picture(`exact-${paper}.png`, svg))
    const [boxOfExact, boxOfJpeg] = [boundingBox(exact), boundingBox(await readPicture(path))]
    for (const side of ['left', 'top', 'width', 'height'] as const)
      expect(Math.abs((boxOfJpeg?.[side] ?? 0) - (boxOfExact?.[side] ?? 0))).toBeLessThanOrEqual(2)
    const image = preprocessInk(await readPicture(path))
    const differences = preprocessInk(exact).map((value, at) => Math.abs(value - (image[at] ?? 0)))
    expect(differences.reduce((sum, each) => sum + each, 0) / differences.length).toBeLessThan(2)
  })

  it('scales large pictures down and still finds the same digit', async () => {
    const path = join(folder, 'large.png')
    await sharp(drawing('white', 'black'), { density: 72 * 25 })
      .png()
      .toFile(path)
    const ink = await readPicture(path)
    expect(Math.max(ink.width, ink.height)).toBe(1024)
    const small = preprocessInk(
      await readPicture(await picture('small.png', drawing('white', 'black'))),
    )
    const large = preprocessInk(ink)
    const differing = large.filter((value, pixel) => Math.abs(value - (small[pixel] ?? 0)) > 40)
    expect(differing.length).toBeLessThanOrEqual(4)
  })

  it('says that nothing is seen in a blank picture', async () => {
    const path = await picture('blank.png', drawing('white', 'white'))
    await expect(readPicture(path)).rejects.toMatchObject(problem('predict.nothingSeen'))
  })

  it.each([
    ['text', Buffer.from('not a picture')],
    ['nothing', Buffer.alloc(0)],
    ['svg', drawing('white', 'black')],
  ])('refuses %s', async (name, bytes) => {
    const path = join(folder, `${name}.png`)
    await writeFile(path, bytes)
    await expect(readPicture(path)).rejects.toMatchObject(problem('predict.notImage'))
  })

  it('refuses a picture that was cut off', async () => {
    const path = join(folder, 'cut.png')
    const whole = await sharp(drawing('white', 'black')).png().toBuffer()
    await writeFile(path, whole.subarray(0, whole.length / 2))
    await expect(readPicture(path)).rejects.toMatchObject(problem('predict.notImage'))
  })

  it('refuses a picture with too many pixels without decoding it', async () => {
    const path = join(folder, 'huge.png')
    await sharp({ create: { width: 8_000, height: 4_001, channels: 3, background: 'white' } })
      .png()
      .toFile(path)
    await expect(readPicture(path)).rejects.toMatchObject(problem('predict.imageTooLarge'))
  })

  it('says that a file is not there, or is none', async () => {
    const pipe = join(folder, 'pipe.png')
    execFileSync('mkfifo', [pipe])
    for (const path of [join(folder, 'none.png'), pipe, folder])
      await expect(readPicture(path)).rejects.toMatchObject(problem('predict.noFile'))
  })
})
