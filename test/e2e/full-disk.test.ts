import { execFileSync } from 'node:child_process'
import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { endedStatuses } from '#contract/run'
import { openStore } from '#core/runs'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { runEnded, runWhen, smallExperiment, whenIdle } from './runs'

const page = Buffer.alloc(4_096)

/** Leaves no byte free; whatever else is written meanwhile, too. */
function fill(file: string) {
  try {
    for (;;) appendFileSync(file, page)
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  }
}

/**
 * No byte stays free while something is done: the window's own files, some of which it removes as
 * it closes, leave room for the little that a start has to write.
 */
async function whileFull<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  fill(file)
  const filling = setInterval(() => {
    fill(file)
  }, 5)
  try {
    return await work()
  } finally {
    clearInterval(filling)
  }
}

/** What the file itself says, past the app. */
function storedRun(dataFolder: string, runId: string) {
  const store = openStore(dataFolder, { ownerPid: process.pid })
  try {
    return store.reader.summary(runId)
  } finally {
    store.close()
  }
}

it('says that the disk is full, keeps the finished epochs, and lives on', async ({ skip }) => {
  const disk = newDataFolder()
  try {
    const options = ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', disk.path]
    execFileSync('mount', options, { stdio: 'pipe' })
  } catch (error) {
    skip(`A small file system can only be mounted as root on Linux: ${String(error)}`)
  }
  let app: RunningApp | null = null
  try {
    app = await launch(disk.path)
    const { runId } = await app.get('training:start', smallExperiment(500))
    const before = await runWhen(app, runId, ({ epochsDone }) => epochsDone >= 2)
    const ballast = join(disk.path, 'ballast')
    fill(ballast)
    const told = app.page.locator('.el-notification').getByText('is full')
    await told.waitFor()
    await whenIdle(app)
    await app.page.locator('.el-notification').getByText('has ended: Failed').waitFor()
    await app.picture('disk-full')
    expect(await told.count()).toBe(1)

    // Still there, and says so again when it is asked to train.
    expect((await app.get('runs:get', { runId })).epochs.length).toBeGreaterThanOrEqual(
      before.epochsDone,
    )
    fill(ballast)
    const refused = await app.ask('training:start', smallExperiment(1))
    expect(refused).toMatchObject({ ok: false, failure: { code: 'store.full' } })

    const run = await runEnded(app, runId)
    expect(run.status).toBe('failed')
    expect(run.reason).toContain('is full')
    expect(run.epochsDone).toBeGreaterThanOrEqual(before.epochsDone)
    rmSync(ballast)
    const onDisk = await until(
      () => Promise.resolve(storedRun(disk.path, runId)),
      ({ status }) => status !== 'running',
    )
    expect(onDisk).toMatchObject({ status: 'failed', reason: run.reason })
    const after = await app.get('training:start', smallExperiment(1))
    expect(await runEnded(app, after.runId)).toMatchObject({ status: 'finished' })
    await whenIdle(app)

    // Full again, and the app is closed before there is room: nothing stays “running”.
    const second = await app.get('training:start', smallExperiment(500))
    await runWhen(app, second.runId, ({ epochsDone }) => epochsDone >= 2)
    fill(ballast)
    await whenIdle(app)
    await app.electron.close()
    app = await whileFull(ballast, () => launch(disk.path))
    await app.page.getByRole('alert').getByText('is full').waitFor()
    await app.picture('disk-full-at-start')
    rmSync(ballast)
    await app.page.getByRole('button', { name: 'Try again' }).click()
    await app.page.locator('.experiment-editor').waitFor()
    const runs = await until(
      () => app?.get('runs:list', {}) ?? Promise.resolve([]),
      (all) => all.length > 0,
    )
    expect(runs.filter(({ status }) => !endedStatuses.includes(status))).toEqual([])
    const kept = await app.get('runs:get', { runId: second.runId })
    expect(kept.summary.epochsDone).toBeGreaterThanOrEqual(2)
    expect(kept.epochs).toHaveLength(kept.summary.epochsDone)
  } finally {
    await app?.electron.close()
    execFileSync('umount', [disk.path])
    disk.remove()
  }
})
