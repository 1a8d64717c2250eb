/** The kinds of augmentation in the order in which they are done; `step` is what the arrow keys add. */
export const augmentationKinds = [
  { key: 'rotationDegrees', name: 'rotation', unit: 'degrees', step: 1 },
  { key: 'shiftPixels', name: 'shift', unit: 'pixels', step: 1 },
  { key: 'scalePercent', name: 'scale', unit: 'percent', step: 1 },
  { key: 'shearDegrees', name: 'shear', unit: 'degrees', step: 1 },
  { key: 'elasticPixels', name: 'elastic', unit: 'pixels', step: 0.25 },
  { key: 'erasePercent', name: 'erase', unit: 'percent', step: 5 },
  { key: 'noisePercent', name: 'noise', unit: 'percent', step: 1 },
] as const
