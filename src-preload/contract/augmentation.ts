import { z } from 'zod'

/** What happens to each training image anew in each epoch; every strength 0 is off. */
export const augmentationSchema = z.strictObject({
  /** Largest rotation either way, in degrees. */
  rotationDegrees: z.number().min(0).max(45),
  /** Largest shift along each axis, in pixels. */
  shiftPixels: z.number().min(0).max(8),
  /** Largest growth and shrinkage, in per cent of the size. Files of before had rotation and shift only. */
  scalePercent: z.number().min(0).max(50).default(0),
  /** Largest slant either way, in degrees. */
  shearDegrees: z.number().min(0).max(45).default(0),
  /** Typical displacement of a pixel by a smooth random field: Simard et al., 2003. */
  elasticPixels: z.number().min(0).max(4).default(0),
  /** Largest share of the image that a rectangle of noise covers: Zhong et al., 2020. */
  erasePercent: z.number().min(0).max(50).default(0),
  /** Deviation of Gaussian noise on each pixel, in per cent of white. */
  noisePercent: z.number().min(0).max(50).default(0),
})
export type Augmentation = z.infer<typeof augmentationSchema>

export const noAugmentation: Augmentation = {
  rotationDegrees: 0,
  shiftPixels: 0,
  scalePercent: 0,
  shearDegrees: 0,
  elasticPixels: 0,
  erasePercent: 0,
  noisePercent: 0,
}

/** The strengths that a switch turns on. */
export const usualAugmentation: Augmentation = {
  rotationDegrees: 15,
  shiftPixels: 2,
  scalePercent: 10,
  shearDegrees: 10,
  elasticPixels: 1,
  erasePercent: 15,
  noisePercent: 5,
}

export function isAugmented(augmentation: Augmentation): boolean {
  return Object.values(augmentation).some((strength) => strength > 0)
}
