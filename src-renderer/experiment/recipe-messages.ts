/** Texts of the recipe's parts that fold, of the optimisers and of weight decay. */
export const recipePartsEn = {
  groups: {
    regularization: 'Regularisation',
    steps: 'Steps',
    earlyStopping: 'Early stopping',
    augmentation: 'Augmentation',
  },
  usual: { regularization: 'off', steps: 'as usual', earlyStopping: 'off', augmentation: 'off' },
  optimizerHints: {
    sgd: 'Steps down the gradient, with momentum; the classical way, after Robbins and Monro, 1951. Weight decay is an L2 term of its gradient.',
    sgdw: 'SGD with momentum whose weight decay is decoupled from the gradient (Loshchilov and Hutter, “Decoupled weight decay regularization”, 2019).',
    adam: 'Scales each weight’s step by running means of its gradient and of its square (Kingma and Ba, “Adam”, 2015). The default; suits most models.',
    adamw:
      'Adam whose weight decay is decoupled from the gradient (Loshchilov and Hutter, “Decoupled weight decay regularization”, 2019).',
  },
  decays: { l2: 'L2', decoupled: 'decoupled' },
  weightDecays: {
    l2: {
      weightDecay: 'Weight decay, L2',
      weightDecayHint:
        'Adds the weights times this to their gradient, against overfitting (Krogh and Hertz, “A simple weight decay can improve generalization”, 1992). Biases are left out. 0 is off, the default.',
    },
    decoupled: {
      weightDecay: 'Weight decay, decoupled',
      weightDecayHint:
        'Shrinks the weights by this times the learning rate in each step, apart from the gradient (Loshchilov and Hutter, 2019). Biases are left out. 0.01 is usual; 0 is off, the default.',
    },
  },
  labelSmoothing: 'Label smoothing',
  labelSmoothingHint:
    'Share of the target that is spread evenly over all classes, so that the model does not grow too sure (Szegedy et al., “Rethinking the Inception architecture”, 2016). 0.1 is usual. Off by default.',
  averageDecay: 'Average of weights',
  averageDecayHint:
    'Keeps a moving average of the weights, of which each step leaves this share; the average is what is validated, tested and saved (Polyak and Juditsky, 1992). 0.999 is usual. Off by default.',
  clipNorm: 'Clipping norm',
  clipNormHint:
    'Where all gradients together are longer than this, they are scaled down to it (Pascanu et al., “On the difficulty of training recurrent neural networks”, 2013). 1 is usual. Off by default.',
  checkpointMinutes: 'Checkpoints, min',
  checkpointMinutesHint:
    'Minutes of training after which an interrupted run could go on; each epoch’s end writes one as well. 0 leaves it at those. Default 5.',
  accumulation: 'Accumulated batches',
  accumulationHint:
    'Batches whose gradients are averaged for one step: the step of a large batch in the memory of a small one (Goyal et al., “Accurate, large minibatch SGD”, 2017, on what large batches need). Default 1.',
  effectiveBatch: '{accumulation} × {batchSize} = {images} images a step',
  precision: 'Precision',
  precisionHint:
    'Mixed computes convolutions and matrix products in 16 bits and keeps the weights in 32 (Micikevicius et al., “Mixed precision training”, 2018). Default 32 bits.',
  precisions: { float32: '32 bits', mixed: 'Mixed' },
  precisionNote:
    'For a GPU. On a CPU it would be slower: the run then trains in 32 bits and says so.',
}

/** What the head of a folded part says of what was chosen in it. */
export const choicesEn = {
  between: ', ',
  smoothing: 'smoothing',
  average: 'average',
  clipping: 'clipping',
  accumulation: '{value} batches',
  mixed: 'mixed',
  towers: 'towers {value}',
  checkpoints: 'checkpoints {value} min',
  stopping: 'patience {value}',
  rotation: 'rotation',
  shift: 'shift',
  scale: 'scale',
  shear: 'shear',
  elastic: 'elastic',
  erase: 'erasing',
  noise: 'noise',
}

export const earlyStoppingEn = {
  on: 'Stop early',
  onHint:
    'Ends the run once it no longer gets better, before it overfits (Prechelt, “Early stopping, but when?”, 1998). Off by default.',
  monitor: 'Watch',
  monitorHint:
    'The figure that has to get better, looked at after each epoch. Default validation accuracy.',
  monitors: {
    validation: { loss: 'Validation loss', accuracy: 'Validation accuracy' },
    train: { loss: 'Training loss', accuracy: 'Training accuracy' },
  },
  patience: 'Patience',
  patienceHint: 'Epochs without a better figure before the run ends. Default 5.',
  minimumChange: 'Least change',
  minimumChangeHint:
    'What is no more than this is no improvement; 0.001 of an accuracy is 0.1 %. Default 0.',
  restoreBest: 'Keep the best epoch',
  restoreBestHint:
    'Tests and saves the weights of the best epoch instead of those of the last. Default on.',
  neverActs:
    'A run of {epochs} epoch is over before that. | A run of {epochs} epochs is over before that.',
}

export const recipePartsZh: typeof recipePartsEn = {
  groups: {
    regularization: '正则化',
    steps: '优化步',
    earlyStopping: '早停',
    augmentation: '数据增强',
  },
  usual: { regularization: '关闭', steps: '默认', earlyStopping: '关闭', augmentation: '关闭' },
  optimizerHints: {
    sgd: '沿梯度下降，带动量；经典方法，源自 Robbins 与 Monro，1951。权重衰减作为梯度中的 L2 项。',
    sgdw: '带动量的 SGD，权重衰减与梯度解耦（Loshchilov 与 Hutter，“Decoupled weight decay regularization”，2019）。',
    adam: '按梯度及其平方的滑动平均缩放每个权重的步长（Kingma 与 Ba，“Adam”，2015）。默认值，适合大多数模型。',
    adamw:
      'Adam，权重衰减与梯度解耦（Loshchilov 与 Hutter，“Decoupled weight decay regularization”，2019）。',
  },
  decays: { l2: 'L2', decoupled: '解耦' },
  weightDecays: {
    l2: {
      weightDecay: '权重衰减（L2）',
      weightDecayHint:
        '把权重乘以此值加到其梯度上，以防过拟合（Krogh 与 Hertz，“A simple weight decay can improve generalization”，1992）。偏置不受影响。0 表示关闭，为默认值。',
    },
    decoupled: {
      weightDecay: '权重衰减（解耦）',
      weightDecayHint:
        '每一步把权重缩小此值乘以学习率，与梯度无关（Loshchilov 与 Hutter，2019）。偏置不受影响。通常取 0.01；0 表示关闭，为默认值。',
    },
  },
  labelSmoothing: '标签平滑',
  labelSmoothingHint:
    '目标中均匀分给所有类别的比例，避免模型过于自信（Szegedy 等，“Rethinking the Inception architecture”，2016）。通常取 0.1。默认关闭。',
  averageDecay: '权重平均',
  averageDecayHint:
    '保留权重的滑动平均，每一步保留旧平均的这一比例；验证、测试和保存的都是平均值（Polyak 与 Juditsky，1992）。通常取 0.999。默认关闭。',
  clipNorm: '裁剪范数',
  clipNormHint:
    '所有梯度合起来的范数超过此值时，按比例缩小到此值（Pascanu 等，“On the difficulty of training recurrent neural networks”，2013）。通常取 1。默认关闭。',
  checkpointMinutes: '检查点间隔（分钟）',
  checkpointMinutesHint:
    '训练多少分钟写一次检查点，以便运行中断后继续；每轮结束时也会写。0 表示只在轮末写。默认 5。',
  accumulation: '累积批数',
  accumulationHint:
    '把多少个批次的梯度平均后走一步：用小批次的内存得到大批次的一步（大批次的要点见 Goyal 等，“Accurate, large minibatch SGD”，2017）。默认 1。',
  effectiveBatch: '每步 {accumulation} × {batchSize} = {images} 张图像',
  precision: '精度',
  precisionHint:
    '“混合”以 16 位计算卷积和矩阵乘法，权重仍为 32 位（Micikevicius 等，“Mixed precision training”，2018）。默认 32 位。',
  precisions: { float32: '32 位', mixed: '混合' },
  precisionNote: '适用于 GPU。在 CPU 上反而更慢：运行会改用 32 位训练，并予以说明。',
}

export const choicesZh: typeof choicesEn = {
  between: '、',
  smoothing: '平滑',
  average: '平均',
  clipping: '裁剪',
  accumulation: '{value} 批',
  mixed: '混合精度',
  towers: '{value} 份',
  checkpoints: '检查点 {value} 分钟',
  stopping: '耐心 {value}',
  rotation: '旋转',
  shift: '平移',
  scale: '缩放',
  shear: '倾斜',
  elastic: '弹性',
  erase: '擦除',
  noise: '噪声',
}

export const earlyStoppingZh: typeof earlyStoppingEn = {
  on: '提前停止',
  onHint:
    '不再改进时在过拟合之前结束运行（Prechelt，“Early stopping, but when?”，1998）。默认关闭。',
  monitor: '监视',
  monitorHint: '每轮之后查看的指标，它应当变好。默认验证准确率。',
  monitors: {
    validation: { loss: '验证损失', accuracy: '验证准确率' },
    train: { loss: '训练损失', accuracy: '训练准确率' },
  },
  patience: '耐心',
  patienceHint: '多少轮没有更好的结果后结束运行。默认 5。',
  minimumChange: '最小变化',
  minimumChangeHint: '不超过此值的变化不算改进；准确率的 0.001 即 0.1 %。默认 0。',
  restoreBest: '保留最佳轮次',
  restoreBestHint: '测试并保存最佳一轮的权重，而不是最后一轮的。默认开启。',
  neverActs: '只有 {epochs} 轮的运行在此之前就结束了。',
}
