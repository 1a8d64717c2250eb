import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PreparedExport } from '#contract/export'
import ExportDialog from '../../../../src-renderer/export/ExportDialog.vue'
import ExportHost from '../../../../src-renderer/export/ExportHost.vue'
import { canRun } from '../../../../src-renderer/frame/commands'
import { menuAbilities } from '../../../../src-renderer/frame/menu-state'
import { i18n } from '../../../../src-renderer/i18n'
import { fakeBridge } from '../../../support/renderer/fake-bridge'
import { runSummary } from '../../../support/renderer/runs'

const run = runSummary(1)
const prepared = (change: Partial<PreparedExport> = {}): PreparedExport => ({
  exportId: 'x1',
  runId: run.id,
  format: 'onnx',
  fileName: 'run-1.onnx',
  bytes: 1_690_000,
  verification: {
    runtime: 'onnxruntime 1.30.0',
    images: 10_000,
    differing: 0,
    maxDifference: 3.6e-7,
    testAccuracy: 0.99,
  },
  ...change,
})

function open(answer: () => PreparedExport | Promise<PreparedExport> = prepared) {
  const bridge = fakeBridge({
    'export:prepare': answer,
    'export:save': () => ({ path: '/home/ada/run-1.onnx' }),
    'export:cancel': () => undefined,
    'export:discard': () => undefined,
  })
  const dialog = mount(ExportDialog, {
    props: { run, format: 'onnx', open: true },
    global: { plugins: [i18n] },
    attachTo: document.body,
  })
  const button = (text: string) => {
    const found = dialog.findAll('button').find((each) => each.text() === text)
    if (!found) throw new Error(`There is no button “${text}”.`)
    return found
  }
  return { bridge, dialog, button }
}
afterEach(() => {
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

describe('the export dialog', () => {
  it('shows progress, then how the file did, and only then offers to save', async () => {
    let finish: (value: PreparedExport) => void = () => undefined
    const { bridge, dialog, button } = open(() => new Promise((resolve) => (finish = resolve)))
    await flushPromises()
    expect(button('Save…').attributes('disabled')).toBeDefined()
    bridge.push('export:progress', { runId: run.id, stage: 'verifying', fraction: 0.4 })
    bridge.push('export:progress', { runId: 'run00000099', stage: 'writing', fraction: 0.9 })
    await flushPromises()
    expect(dialog.text()).toContain('Running it over the test set')
    expect(dialog.text()).toContain('40\u202f%')
    finish(prepared())
    await flushPromises()
    expect(dialog.text()).toContain('All 10\u202f000 test images are classified as by the run.')
    expect(dialog.text()).toContain('3.6e-7')
    await button('Save…').trigger('click')
    await flushPromises()
    expect(bridge.askedFor('export:save')).toEqual([{ exportId: 'x1' }])
    expect(dialog.text()).toContain('/home/ada/run-1.onnx')
    dialog.unmount()
    expect(bridge.askedFor('export:discard')).toEqual([])
  })

  it('says when predictions differ', async () => {
    const { verification } = prepared()
    const { dialog } = open(() =>
      prepared({ verification: verification && { ...verification, differing: 3 } }),
    )
    await flushPromises()
    expect(dialog.text()).toContain('3 of 10\u202f000 test images are classified differently')
    dialog.unmount()
  })

  it('throws away what was prepared and not saved', async () => {
    const { bridge, dialog } = open()
    await flushPromises()
    await dialog.setProps({ open: false })
    expect(bridge.askedFor('export:discard')).toEqual([{ exportId: 'x1' }])
    dialog.unmount()
  })

  it('ends the preparation when it is cancelled', async () => {
    const { bridge, dialog, button } = open(() => new Promise(() => undefined))
    await flushPromises()
    await button('Cancel').trigger('click')
    expect(dialog.emitted('update:open')).toEqual([[false]])
    await dialog.setProps({ open: false })
    expect(bridge.askedFor('export:cancel')).toEqual([{ runId: run.id }])
    dialog.unmount()
    expect(bridge.askedFor('export:cancel')).toHaveLength(1)
  })

  it('throws away also what is done although it was closed', async () => {
    let finish: (value: PreparedExport) => void = () => undefined
    const { bridge, dialog } = open(() => new Promise((resolve) => (finish = resolve)))
    await flushPromises()
    await dialog.setProps({ open: false })
    expect(bridge.askedFor('export:discard')).toEqual([])
    finish(prepared())
    await flushPromises()
    expect(bridge.askedFor('export:discard')).toEqual([{ exportId: 'x1' }])
    dialog.unmount()
  })

  it('explains a failure and tries again', async () => {
    const { bridge, dialog, button } = open(() => {
      throw new Error('The disk is full.')
    })
    await flushPromises()
    expect(dialog.text()).toContain('The disk is full.')
    expect(dialog.text()).toContain('No file was left behind')
    bridge.handlers['export:prepare'] = () => prepared()
    await button('Try again').trigger('click')
    await flushPromises()
    expect(dialog.text()).not.toContain('The disk is full.')
    expect(button('Save…').attributes('disabled')).toBeUndefined()
    dialog.unmount()
  })

  it('of a run that gives votes does not promise probabilities', async () => {
    const { dialog } = open()
    expect(dialog.text()).toContain('gives a probability for each class')
    await dialog.setProps({ votes: true })
    await flushPromises()
    expect(dialog.text()).toContain('its share of votes, which is no probability')
    expect(dialog.text()).toContain('Largest difference of a share of votes')
    dialog.unmount()
  })

  it('stays ready when the user cancels the choice of a place', async () => {
    const { bridge, dialog, button } = open()
    bridge.handlers['export:save'] = () => null
    await flushPromises()
    await button('Save…').trigger('click')
    await flushPromises()
    expect(button('Save…').attributes('disabled')).toBeUndefined()
    dialog.unmount()
  })
})

describe('the menu’s export commands', () => {
  it('are there for what the run in view has', async () => {
    fakeBridge({})
    const host = mount(ExportHost, { props: { run }, global: { plugins: [i18n] } })
    expect(canRun('exportOnnx')).toBe(true)
    expect(menuAbilities.value).toMatchObject({
      canExportOnnx: true,
      canExportTfjs: true,
      canExportBundle: true,
    })
    await host.setProps({ run: runSummary(2, { status: 'crashed', hasModel: false }) })
    expect(canRun('exportOnnx')).toBe(false)
    expect(canRun('exportBundle')).toBe(true)
    await host.setProps({ run: runSummary(4, { epochsPlanned: 0 }) })
    expect([canRun('exportOnnx'), canRun('exportTfjs')]).toEqual([true, false])
    await host.setProps({ run: runSummary(3, { status: 'running', hasModel: false }) })
    expect(canRun('exportBundle')).toBe(false)
    host.unmount()
    expect(menuAbilities.value.canExportBundle).toBe(false)
  })
})
