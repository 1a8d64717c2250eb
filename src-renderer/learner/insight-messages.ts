/** What can be seen into a fitted learner, in both languages. */
export const workEn = { measure: 'Measure', cancel: 'Cancel', left: '{time} left' }
export const workZh: typeof workEn = { measure: '测量', cancel: '取消', left: '剩余 {time}' }

export const componentsEn = {
  varianceTitle: 'Explained variance',
  varianceHint:
    'Share of what makes the training images differ: of each component, and of all up to it (cumulative).',
  component: 'Component',
  share: 'each',
  cumulative: 'cumulative',
  all: '{components} component keeps {share}. | {components} components keep {share}.',
  needed: '{components} is enough for {share}. | {components} are enough for {share}.',
  tooFew: 'More would be needed for {share}.',
  rebuiltTitle: 'An image out of its components',
  rebuiltHint:
    'The mean image of the training images, moved along the first components to where the test image lies.',
  original: 'Test image',
  testImage: 'Test image {index}, class {label}',
  used: '{used} of {all} component | {used} of {all} components',
  slider: 'Components used',
  keptVariance: 'Variance kept',
  squaredError: 'Mean squared error',
  previous: 'Previous test image',
  next: 'Next test image',
  random: 'Random test image',
}

export const componentsZh: typeof componentsEn = {
  varianceTitle: '解释方差',
  varianceHint: '占训练图像差异（总方差）的比例：每个主成分各自所占，以及到它为止的累计。',
  component: '主成分',
  share: '各自',
  cumulative: '累计',
  all: '{components} 个主成分保留 {share}。',
  needed: '达到 {share} 需要 {components} 个。',
  tooFew: '要达到 {share} 还需更多主成分。',
  rebuiltTitle: '用主成分重建图像',
  rebuiltHint: '从训练图像的平均图像出发，沿前几个主成分移动到该测试图像所在的位置。',
  original: '测试图像',
  testImage: '测试图像 {index}，类别 {label}',
  used: '{all} 个主成分中的 {used} 个',
  slider: '所用主成分数',
  keptVariance: '保留的方差',
  squaredError: '均方误差',
  previous: '上一张测试图像',
  next: '下一张测试图像',
  random: '随机测试图像',
}

export const neighboursEn = {
  accuracyTitle: 'Accuracy with 1 to {most} neighbours',
  onValidation: 'One search over the {images} validation images, which the run did not learn from.',
  onTest:
    'One search over the test images, for none were held back for validation. A number of neighbours that is chosen here is no longer measured by the test set.',
  own: 'This run, k = {k}: {accuracy}.',
  highest: 'Highest with k = {k}: {accuracy}.',
  take: 'Open with k = {k}',
  notByTest:
    'It is not offered as an experiment: a k that the test images chose would be tested by the same images. Hold images back for validation and measure anew.',
  title: 'Nearest training images',
  failed: 'The neighbours could not be found',
  voter:
    'Place {place}: class {name}, distance {distance}, {share} of the vote, training image {position}',
  vote: ': {count} of {total}, {share}',
  tied: 'A tie: the lower class wins.',
  hidden: '{count} more voted. | {count} more voted.',
  measure: {
    l2: 'The images that voted, nearest first, with their class and their straight-line distance over all pixels of 0…1.',
    cosine:
      'The images that voted, nearest first, with their class and their distance: one less the cosine of the angle to the image.',
    projected:
      'The images that voted, nearest first, with their class and their straight-line distance in the {components} principal components.',
  },
}

export const neighboursZh: typeof neighboursEn = {
  accuracyTitle: '使用 1 到 {most} 个近邻时的准确率',
  onValidation: '在 {images} 张验证图像上搜索一次；运行没有用它们学习。',
  onTest:
    '没有留出验证图像，因此在测试图像上搜索一次。若据此选择近邻数，测试集就不再能衡量这一选择。',
  own: '本次运行 k = {k}：{accuracy}。',
  highest: 'k = {k} 时最高：{accuracy}。',
  take: '以 k = {k} 打开',
  notByTest:
    '不提供用它打开实验：由测试图像选出的 k 又会用同一批图像来检验。请留出验证图像后重新测量。',
  title: '最近的训练图像',
  failed: '无法找到近邻',
  voter: '第 {place} 近：类别 {name}，距离 {distance}，占票数的 {share}，训练图像 {position}',
  vote: '：{total} 票中的 {count} 票，{share}',
  tied: '票数相同：取较小的类别。',
  hidden: '另有 {count} 张参与投票。',
  measure: {
    l2: '参与投票的图像，由近到远，附类别以及在所有像素（0…1）上的直线距离。',
    cosine: '参与投票的图像，由近到远，附类别和距离：1 减去与该图像夹角的余弦。',
    projected: '参与投票的图像，由近到远，附类别以及在 {components} 个主成分中的直线距离。',
  },
}

export const pixelImportanceEn = {
  impurityHint:
    'Mean decrease in impurity, feature_importances_ in scikit-learn: how much purer (Gini) the splits at a pixel made the nodes, weighted by their images, over all trees; all pixels sum to 100 %. It is told by the images that the trees were grown on, and is kind to pixels with many shades.',
  title: 'Permutation importance',
  text: 'What the right class would lose without the pixel.',
  hint: 'Each pixel in turn gets its values from other images, and the forest is asked anew: blue where the right class loses probability, orange where it gains. Measured on the training images, each judged only by the trees that did not see it (out of bag); the test set is not used.',
  measured: 'Measured on {images} training images, out of bag.',
  perClassTitle: 'Permutation importance by class',
  perClass:
    'Over the images of one class each: which pixels, inked or blank, tell the forest its class. The figure is the greatest loss.',
}

export const pixelImportanceZh: typeof pixelImportanceEn = {
  impurityHint:
    '不纯度的平均下降，即 scikit-learn 的 feature_importances_：在该像素上的分裂使节点变纯（Gini）的程度，按图像数加权，对所有树求和；全部像素合计 100%。它由生长这些树的图像算出，并偏向深浅层次多的像素。',
  title: '置换重要性',
  text: '失去该像素时，正确类别会失去多少。',
  hint: '依次把每个像素换成其他图像的值，再询问森林：蓝色表示正确类别的概率下降，橙色表示上升。在训练图像上测量，每张图像只由没有见过它的树判断（袋外）；不使用测试集。',
  measured: '在 {images} 张训练图像上测量（袋外）。',
  perClassTitle: '各类别的置换重要性',
  perClass: '各类图像分别测量：哪些像素（有墨或空白）让森林认出该类。数字是最大的下降。',
}

export const scaleEn = {
  each: 'each by its own strongest pixel',
  pixel: 'row {row}, column {column}: {value}',
  strongest: 'Strongest: {pixel}',
  point: 'Point at a pixel for its value.',
  shown: '{count} of {total}',
}

export const scaleZh: typeof scaleEn = {
  each: '各以自身最强的像素为准',
  pixel: '第 {row} 行第 {column} 列：{value}',
  strongest: '最强：{pixel}',
  point: '指向像素可查看其值。',
  shown: '{total} 个中的 {count} 个',
}

export const supportEn = {
  title: 'Strongest support vectors',
  text: 'The training images on which the borders lean most, the strongest first: the odd ones. Each with its class and its influence, the sum of the sizes of its coefficients over all pairs.',
  class: 'Class of the support vectors',
  every: 'Every class ({count})',
  ofClass: 'Class {name} ({count})',
  vector: 'Place {place}: class {name}, influence {figure}, training image {position}',
}

export const supportZh: typeof supportEn = {
  title: '最强的支持向量',
  text: '边界最依赖的训练图像，由强到弱：都是些不寻常的图像。附类别和影响，即它在所有类别对中系数大小之和。',
  class: '支持向量的类别',
  every: '所有类别（{count}）',
  ofClass: '类别 {name}（{count}）',
  vector: '第 {place} 位：类别 {name}，影响 {figure}，训练图像 {position}',
}

export const alwaysEn = {
  title: 'The class that it names',
  says: 'Always {name}, the most frequent: {share} of the training images are of this class.',
  shares: 'Share of each class in the training images',
}

export const alwaysZh: typeof alwaysEn = {
  title: '它给出的类别',
  says: '总是 {name}，即最常见的类别：训练图像中有 {share} 属于该类。',
  shares: '各类别在训练图像中的比例',
}

export const sureEn = {
  confidence: 'Mean confidence',
  votes: 'Mean share of votes',
  figures: 'right {right}, wrong {wrong}',
  hint: 'What the named class was given, over the test images that were named rightly, and over the others. The nearer the second comes to the first, the less can be told by it.',
}

export const sureZh: typeof sureEn = {
  confidence: '平均置信度',
  votes: '平均得票比例',
  figures: '正确时 {right}，错误时 {wrong}',
  hint: '所给类别得到的值，分别对判断正确和判断错误的测试图像取平均。后者越接近前者，就越难据此分辨对错。',
}
