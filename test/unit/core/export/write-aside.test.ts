import { execFileSync } from 'node:child_process'
import { lstat, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeAside } from '#core/export/write-aside'
import { writeZip } from '#core/export/zip'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aside-'))
})
afterEach(() => rm(folder, { recursive: true }))

const problem = (code: string) => ({ problem: expect.objectContaining({ code }) as unknown })
const write = (path: string) => writeFile(path, 'whole')
const accept = () => Promise.resolve('checked')
const systemError = (code: string) => Object.assign(new Error(code), { code })

describe('writeAside', () => {
  it('names the file only after it was checked', async () => {
    const target = join(folder, 'new', 'file.onnx')
    const result = await writeAside(target, write, async (path) => {
      expect(await readFile(path, 'utf8')).toBe('whole')
      expect(await readdir(join(folder, 'new'))).not.toContain('file.onnx')
      return 'checked'
    })
    expect(result).toEqual({ bytes: 5, checked: 'checked' })
    expect(await readdir(join(folder, 'new'))).toEqual(['file.onnx'])
  })

  it('keeps an earlier file and leaves nothing where writing or checking fails', async () => {
    const target = join(folder, 'file')
    await writeFile(target, 'before')
    const half = async (path: string) => {
      await writeFile(path, 'half')
      throw new Error('cut')
    }
    await expect(writeAside(target, half, accept)).rejects.toThrow('cut')
    const refuse = () => Promise.reject(new Error('refused'))
    await expect(writeAside(target, write, refuse)).rejects.toThrow('refused')
    expect(await readdir(folder)).toEqual(['file'])
    expect(await readFile(target, 'utf8')).toBe('before')
  })

  it.each(['ENOSPC', 'EDQUOT'])('says that the disk is full on %s', async (code) => {
    const full = async (path: string) => {
      await writeFile(path, 'ha')
      throw systemError(code)
    }
    await expect(writeAside(join(folder, 'file'), full, accept)).rejects.toMatchObject(
      problem('export.diskFull'),
    )
    expect(await readdir(folder)).toEqual([])
  })

  it('goes where a link leads, and takes the place of nothing but a file', async () => {
    await writeFile(join(folder, 'real'), 'before')
    await symlink(join(folder, 'real'), join(folder, 'link'))
    await writeAside(join(folder, 'link'), write, accept)
    expect(await readFile(join(folder, 'real'), 'utf8')).toBe('whole')
    expect((await lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true)
    execFileSync('mkfifo', [join(folder, 'pipe')])
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling'))
    for (const target of ['pipe', 'dangling'])
      await expect(writeAside(join(folder, target), write, accept)).rejects.toMatchObject(
        problem('export.notWritable'),
      )
    expect((await lstat(join(folder, 'pipe'))).isFIFO()).toBe(true)
  })

  it('says that a place cannot be written', async () => {
    await mkdir(join(folder, 'taken'))
    await writeFile(join(folder, 'file'), '')
    for (const target of ['taken', 'file/below'])
      await expect(writeAside(join(folder, target), write, accept)).rejects.toMatchObject(
        problem('export.notWritable'),
      )
    expect((await readdir(folder)).sort()).toEqual(['file', 'taken'])
  })
})

describe('writeZip', () => {
  it.runIf(process.platform === 'linux')('hands a full disk on as what it is', async () => {
    const content = new Uint8Array(4_000_000)
    const zip = writeZip('/dev/full', [{ name: 'a', content, stored: true }], new Date())
    await expect(zip).rejects.toMatchObject({ code: 'ENOSPC' })
  })

  it('hands a failing item on', async () => {
    function* failing() {
      yield 'text'
      throw new Error('no more')
    }
    const zip = writeZip(join(folder, 'a.zip'), [{ name: 'a', content: failing() }], new Date())
    await expect(zip).rejects.toThrow('no more')
  })
})
