import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../make-folder'
import { writeAside } from '../../write-aside'
import type { Checkpoint, CheckpointHead } from './checkpoint'
import { decodeCheckpoint, encodeCheckpoint } from './file'

export type Kind = 'last' | 'best'
/** The last but one takes the last one's place where that is damaged, and with it the best before. */
const kept: Record<Kind, number> = { last: 2, best: 2 }
const namePattern = /^(last|best)-(\d+)\.checkpoint$/

export interface FoundCheckpoint {
  checkpoint: Checkpoint
  /** Names of newer files that could not be used. */
  damaged: string[]
}

/** The checkpoints of one run. Each is written aside and renamed; what is replaced goes last. */
export class CheckpointFolder {
  readonly path: string

  constructor(runFolder: string) {
    this.path = join(runFolder, 'checkpoints')
  }

  /** @throws NodeJS.ErrnoException such as a full disk; what was there before stays */
  async write(kind: Kind, checkpoint: Checkpoint): Promise<void> {
    makeFolder(this.path)
    const steps = String(checkpoint.head.report.steps).padStart(9, '0')
    const file = join(this.path, `${kind}-${steps}.checkpoint`)
    const write = (path: string) => writeFile(path, encodeCheckpoint(checkpoint))
    await writeAside(`${file}.part`, file, write, () => undefined)
    const older = (await this.names(kind)).slice(kept[kind])
    for (const name of older) await rm(join(this.path, name), { force: true })
  }

  /** The newest that is whole; null where there is none. */
  async newest(): Promise<FoundCheckpoint | null> {
    const damaged: string[] = []
    for (const name of await this.names('last')) {
      const checkpoint = await this.read(name)
      if (checkpoint) return { checkpoint, damaged }
      damaged.push(name)
    }
    return null
  }

  /** The best epoch of a run that goes on from `head`; what lies after it did not happen. */
  async bestFor({ best, report }: CheckpointHead): Promise<Checkpoint | null> {
    let found: Checkpoint | null = null
    for (const name of await this.names('best')) {
      const checkpoint = await this.read(name)
      const later = Number(namePattern.exec(name)?.[2]) > report.steps
      if (later) await rm(join(this.path, name), { force: true })
      else if (checkpoint?.head.best.epoch === best.epoch) found ??= checkpoint
    }
    return found
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }

  private async read(name: string): Promise<Checkpoint | null> {
    try {
      return decodeCheckpoint(await readFile(join(this.path, name)))
    } catch {
      return null
    }
  }

  /** The newest first. */
  private async names(kind: Kind): Promise<string[]> {
    const all = await readdir(this.path).catch(() => [])
    return all
      .filter((name) => namePattern.exec(name)?.[1] === kind)
      .sort()
      .reverse()
  }
}
