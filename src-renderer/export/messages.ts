export const en = {
  export: {
    titles: {
      onnx: 'Export as ONNX',
      tfjs: 'Export for TensorFlow.js',
      bundle: 'Export the run as a bundle',
    },
    about: {
      onnx: 'The file takes images of pixels from 0 to 1 and gives a probability for each class; whatever prepares them is inside. It is run over the whole test set before it is offered.',
      tfjs: 'A layers model for TensorFlow.js in one archive, with the normalisation inside. It is run over the whole test set before it is offered.',
      bundle:
        'An archive of JSON and CSV: spec, environment, every metric point, epochs, events and the prediction for each test image.',
    },
    aboutVotes:
      'The file takes images of pixels from 0 to 1 and gives each class its share of votes, which is no probability; whatever prepares them is inside. It is run over the whole test set before it is offered.',
    stages: { writing: 'Writing the file', verifying: 'Running it over the test set' },
    left: '{time} left ·',
    same: 'All {images} test images are classified as by the run.',
    differ:
      '{differing} of {images} test images is classified differently from the run. | {differing} of {images} test images are classified differently from the run.',
    runtime: 'Checked with',
    images: 'Test images',
    differing: 'Differing predictions',
    maxDifference: 'Largest difference of a probability',
    maxVoteDifference: 'Largest difference of a share of votes',
    testAccuracy: 'Test accuracy of the file',
    ofRun: 'Test accuracy of the run',
    file: 'File',
    save: 'Save…',
    cancel: 'Cancel',
    saved: 'Saved in {path}',
    savePicture: 'Save picture: {name}',
    failed: 'The export did not succeed',
    failedKept: 'No file was left behind, and the run is as it was.',
    menu: 'Export',
    formats: {
      onnx: 'Model as ONNX…',
      tfjs: 'Model for TensorFlow.js…',
      bundle: 'Run as a bundle (JSON, CSV)…',
    },
  },
}

export const zhCN: typeof en = {
  export: {
    titles: {
      onnx: '导出为 ONNX',
      tfjs: '导出为 TensorFlow.js 模型',
      bundle: '将运行导出为数据包',
    },
    about: {
      onnx: '该文件接收像素值为 0 到 1 的图像，给出每个类别的概率；预处理已包含在内。提供之前会先在整个测试集上运行。',
      tfjs: '包含 TensorFlow.js 层模型的压缩包，归一化已包含在内。提供之前会先在整个测试集上运行。',
      bundle:
        '由 JSON 和 CSV 组成的压缩包：实验配置、环境、全部指标点、各轮数据、事件，以及每张测试图像的预测。',
    },
    aboutVotes:
      '该文件接收像素值为 0 到 1 的图像，给出每个类别的得票比例（不是概率）；预处理已包含在内。提供之前会先在整个测试集上运行。',
    stages: { writing: '正在写入文件', verifying: '正在测试集上运行' },
    left: '剩余 {time} ·',
    same: '全部 {images} 张测试图像的分类结果与该运行一致。',
    differ: '{images} 张测试图像中有 {differing} 张的分类结果与该运行不同。',
    runtime: '校验工具',
    images: '测试图像',
    differing: '不同的预测',
    maxDifference: '概率的最大差异',
    maxVoteDifference: '得票比例的最大差异',
    testAccuracy: '文件的测试准确率',
    ofRun: '运行的测试准确率',
    file: '文件',
    save: '保存…',
    cancel: '取消',
    saved: '已保存到 {path}',
    savePicture: '保存图片：{name}',
    failed: '导出未成功',
    failedKept: '没有留下任何文件，运行记录保持原样。',
    menu: '导出',
    formats: {
      onnx: '模型（ONNX）…',
      tfjs: '模型（TensorFlow.js）…',
      bundle: '运行数据包（JSON、CSV）…',
    },
  },
}
