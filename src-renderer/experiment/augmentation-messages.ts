/** What happens to training images; each kind with what its switch sets and where it comes from. */
export const augmentationEn = {
  kinds: {
    rotation: 'Rotation ±',
    shift: 'Shift ±',
    scale: 'Scale ±',
    shear: 'Shear ±',
    elastic: 'Elastic',
    erase: 'Erasing',
    noise: 'Noise',
  },
  hints: {
    rotation: 'Largest turn either way, in degrees. Usual: {usual}. Simard et al., 2003.',
    shift: 'Largest shift along each axis, in pixels. Usual: {usual}. LeCun et al., 1998.',
    scale: 'Largest growth and shrinkage, in per cent. Usual: {usual}. LeCun et al., 1998.',
    shear: 'Largest slant either way, in degrees. Usual: {usual}. LeCun et al., 1998.',
    elastic:
      'Bends each image by a smooth random field; mean displacement of a pixel. Usual: {usual}. Simard et al., 2003.',
    erase:
      'Covers a rectangle of every second image with noise; largest share of the image. Usual: {usual}. Zhong et al., 2020.',
    noise:
      'Gaussian noise on each pixel; deviation in per cent of white. Usual: {usual}. Bishop, 1995.',
  },
  units: { degrees: '°', pixels: 'px', percent: '%' },
  preview: 'Original and {count} draws',
  previewOff:
    'Images are trained on as they are. What is turned on changes them anew in each epoch, so that the model learns more than it was shown.',
  original: 'original',
  draws: 'as trained on, draw by draw',
  previewFailed: 'The preview could not be drawn.',
  redraw: 'Draw again',
}

export const augmentationZh: typeof augmentationEn = {
  kinds: {
    rotation: '旋转 ±',
    shift: '平移 ±',
    scale: '缩放 ±',
    shear: '倾斜 ±',
    elastic: '弹性形变',
    erase: '随机擦除',
    noise: '噪声',
  },
  hints: {
    rotation: '向两侧旋转的最大角度。常用值：{usual}。Simard 等，2003。',
    shift: '沿每个轴平移的最大像素数。常用值：{usual}。LeCun 等，1998。',
    scale: '放大和缩小的最大百分比。常用值：{usual}。LeCun 等，1998。',
    shear: '向两侧倾斜的最大角度。常用值：{usual}。LeCun 等，1998。',
    elastic: '用平滑的随机位移场弯曲图像；数值是像素的平均位移。常用值：{usual}。Simard 等，2003。',
    erase:
      '平均每两幅图像中有一幅，其一个矩形区域被噪声覆盖；数值是占图像的最大比例。常用值：{usual}。Zhong 等，2020。',
    noise: '给每个像素加高斯噪声；标准差以白色的百分比表示。常用值：{usual}。Bishop，1995。',
  },
  units: { degrees: '°', pixels: '像素', percent: '%' },
  preview: '原图与 {count} 次抽样',
  previewOff:
    '图像将按原样用于训练。打开的选项会在每一轮重新改动图像，让模型学到比所见更多的东西。',
  original: '原图',
  draws: '训练所用，逐次抽样',
  previewFailed: '无法绘制预览。',
  redraw: '重新抽样',
}
