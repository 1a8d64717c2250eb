/** Texts of the learning rate's schedules. */
export const scheduleEn = {
  title: 'Schedule',
  types: {
    constant: 'Constant',
    cosine: 'Cosine',
    step: 'Steps',
    plateau: 'On plateau',
    oneCycle: 'One cycle',
  },
  hints: {
    constant: 'The same learning rate from the first step to the last.',
    cosine:
      'Falls along half a cosine to nothing: large steps first, fine ones at the end (Loshchilov and Hutter, 2017). The default.',
    step: 'Multiplied by the factor every few epochs.',
    plateau:
      'Multiplied by the factor when the validation loss has not fallen for some epochs. The picture shows the rate before any drop.',
    oneCycle:
      'Up to the learning rate and down far below it, in one sweep (Smith and Topin, 2018). Bears a higher rate than the others.',
  },
  finalShare: 'Ends at',
  finalShareHint: 'Share of the learning rate that is left at the end. Default 0.',
  everyEpochs: 'Every',
  everyEpochsHint: 'Epochs from one step down to the next. Default 3.',
  factor: 'Factor',
  factorHint: 'What the rate is multiplied by. 0.1 is usual on a plateau, 0.5 for steps.',
  patience: 'Patience',
  patienceHint: 'Epochs without a lower validation loss before the rate drops. Default 3.',
  cooldown: 'Cooldown',
  cooldownHint: 'Epochs after a drop that are not counted. Default 0.',
  minimum: 'Lowest rate',
  minimumHint: 'The rate falls no lower than this. Default 0.000001.',
  riseShare: 'Rise',
  riseShareHint: 'Share of the run in which the rate rises. Default 0.3.',
  warmupEpochs: 'Warm-up',
  warmupTooLong: 'Longer than the run: the full rate is never reached.',
  warmupEpochsHint:
    'Epochs, or a part of one, in which the rate rises from zero. Large rates and large batches want one. Default 0.',
}

export const scheduleZh: typeof scheduleEn = {
  title: '调度',
  types: {
    constant: '恒定',
    cosine: '余弦',
    step: '阶梯',
    plateau: '停滞时降低',
    oneCycle: '单周期',
  },
  hints: {
    constant: '从第一步到最后一步学习率不变。',
    cosine: '沿半个余弦降到零：先大步，后细调（Loshchilov 与 Hutter，2017）。默认值。',
    step: '每隔几轮乘以一次系数。',
    plateau: '验证损失若干轮不再下降时乘以系数。图中为降低之前的学习率。',
    oneCycle:
      '先升到设定值，再降到远低于它（Smith 与 Topin，2018）。可承受比其他调度更高的学习率。',
  },
  finalShare: '终值比例',
  finalShareHint: '结束时剩余学习率的比例。默认 0。',
  everyEpochs: '间隔',
  everyEpochsHint: '两次下降之间的轮数。默认 3。',
  factor: '系数',
  factorHint: '学习率所乘的数。停滞时通常取 0.1，阶梯取 0.5。',
  patience: '耐心',
  patienceHint: '验证损失多少轮未下降后才降低学习率。默认 3。',
  cooldown: '冷却',
  cooldownHint: '降低之后不计入的轮数。默认 0。',
  minimum: '最低学习率',
  minimumHint: '学习率不会低于此值。默认 0.000001。',
  riseShare: '上升段',
  riseShareHint: '学习率上升所占的比例。默认 0.3。',
  warmupEpochs: '预热',
  warmupTooLong: '比整个训练还长：学习率始终达不到设定值。',
  warmupEpochsHint: '学习率从零上升的轮数，可为小数。学习率或批次较大时需要。默认 0。',
}
