/**
 * Decides what a machine gets. A pure function of what was found on it, so that
 * plans for machines that are not at hand can be tested. The plans for NVIDIA,
 * macOS and Windows have been tested as plans only; none was run.
 *
 * @param {{platform: string, arch: string, nodeVersion: string, nvidia: boolean}} machine
 * @param {object} lock resources/native-lock.json
 */
export function planNativeParts(machine, lock) {
  const target = `${machine.platform}-${machine.arch}`
  return {
    target,
    tensorflow: planTensorFlow(machine, target, lock.tensorflow),
    node: lock.node[target],
    electron: lock.electron[target],
  }
}

function planTensorFlow(machine, target, lock) {
  if (machine.platform === 'win32') {
    return { kind: 'official', package: '@tensorflow/tfjs-node-gpu' }
  }
  if (target === 'linux-x64' && machine.nvidia) {
    return {
      kind: 'wheel',
      key: 'linux-x64-cuda',
      version: lock.version,
      device: 'cuda',
      wheels: [lock.wheels['linux-x64-cuda'], ...lock.cuda],
    }
  }
  const wheel = lock.wheels[target]
  if (!wheel) {
    return { kind: 'none', reason: `there is no TensorFlow wheel for ${target}` }
  }
  return { kind: 'wheel', key: target, version: lock.version, device: 'cpu', wheels: [wheel] }
}
