import type { Layer, ModelSpec } from './model-spec'

/** Layers that are named by their stage and may read any earlier one. */
class Stack {
  readonly layers: Layer[] = [{ id: 'input', type: 'input', inputs: [] }]

  /** @returns the id, for others to read */
  add(layer: Layer): string {
    this.layers.push(layer)
    return layer.id
  }

  /** Convolution without bias and batch normalisation, which brings its own shift. */
  convolve(id: string, input: string, filters: number, kernelSize: number, strides: number) {
    const convolved = this.add({
      id: `${id}_conv`,
      type: 'conv2d',
      inputs: [input],
      filters,
      kernelSize,
      strides,
      padding: 'same',
      activation: 'linear',
      useBias: false,
    })
    const inputs = [convolved]
    return this.add({ id: `${id}_bn`, type: 'batchNorm', inputs, momentum: 0.99, epsilon: 1e-3 })
  }

  relu(id: string, input: string): string {
    return this.add({ id, type: 'activation', inputs: [input], function: 'relu' })
  }

  /** Two convolutions and a way around them, by 1×1 convolution where the shape changes. */
  block(id: string, input: string, filters: number, strides: number): string {
    const first = this.relu(`${id}_relu1`, this.convolve(`${id}_1`, input, filters, 3, strides))
    const second = this.convolve(`${id}_2`, first, filters, 3, 1)
    const around = strides === 1 ? input : this.convolve(`${id}_skip`, input, filters, 1, strides)
    const sum = this.add({ id: `${id}_add`, type: 'add', inputs: [second, around] })
    return this.relu(`${id}_relu2`, sum)
  }
}

/**
 * A small residual network after He, Zhang, Ren and Sun, “Deep residual learning for image
 * recognition”, 2016: three stages of 16, 32 and 64 filters with two blocks each.
 */
export function residualNetwork(): ModelSpec {
  const stack = new Stack()
  let top = stack.relu('stem_relu', stack.convolve('stem', 'input', 16, 3, 1))
  for (const [stage, filters] of [16, 32, 64].entries())
    for (const block of [1, 2]) {
      const strides = stage > 0 && block === 1 ? 2 : 1
      top = stack.block(`stage${stage + 1}_block${block}`, top, filters, strides)
    }
  const pooled = stack.add({ id: 'pool', type: 'globalAveragePool2d', inputs: [top] })
  const inputs = [pooled]
  stack.add({ id: 'dense', type: 'dense', inputs, units: 10, activation: 'linear', useBias: true })
  return { id: 'resnet', name: 'ResNet', layers: stack.layers }
}
