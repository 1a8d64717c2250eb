import {
  Activity,
  BetweenHorizontalStart,
  Blend,
  Combine,
  Grid2x2,
  Grid3x3,
  Image,
  Minimize2,
  Network,
  Plus,
  SlidersHorizontal,
  StretchVertical,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { LayerType } from '#contract/model-spec'

export const layerIcons: Record<LayerType, Component> = {
  input: Image,
  conv2d: Grid3x3,
  maxPool2d: Grid2x2,
  averagePool2d: Blend,
  globalAveragePool2d: Minimize2,
  flatten: StretchVertical,
  dense: Network,
  batchNorm: SlidersHorizontal,
  dropout: BetweenHorizontalStart,
  activation: Activity,
  add: Plus,
  concatenate: Combine,
}
