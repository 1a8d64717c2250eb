/**
 * Problems in Chinese, by their code. English needs no list: each problem carries its own English
 * sentence, which is also what stands in for a code that is missing here.
 */
export const zhCN = {
  problems: {
    unexpected: '发生了意外错误：{message}',
    request: { invalid: '窗口发出了应用无法理解的请求。' },
    settings: { training: '有运行正在训练。请先停止它，再选择其他数据文件夹。' },
    process: { gone: '后台进程意外结束（退出码 {code}）。请重试。' },
    file: { unwritable: '无法写入文件 {path}。' },
    spec: {
      tooLarge: '文件太大，不可能是实验文件。',
      unreadable: '无法读取文件 {path}。',
      notJson: '该文件不是有效的 JSON。',
      notSpec: '该文件不是 Inkbench 实验文件。',
      newer: '该文件的版本为 {version}，而当前 Inkbench 只能读取版本 1。请更新 Inkbench 后再打开。',
      invalid: '实验文件在“{path}”处有误：{reason}',
    },
    model: {
      duplicateId: '有两个层都叫“{id}”。',
      firstInput: '第一层必须是输入层。',
      oneInput: '只有第一层可以是输入层。',
      unknownInput: '读取“{input}”，但它并不在该层之前。',
      needsTwo: '至少需要两个层才能合并。',
      needsOne: '只能读取一个层，而现在有 {count} 个。',
      inputReads: '输入层不读取其他层。',
      needsImage: '需要图像（高 × 宽 × 通道），而得到的是 {shape}。',
      needsVector: '需要向量，而得到的是 {shape}。请在它之前加入“flatten”。',
      windowTooLarge: '{window}×{window} 的窗口放不进 {height}×{width}。',
      addShapes: '无法将 {first} 与 {second} 相加。',
      concatenateShapes: '无法将 {first} 与 {second} 拼接。',
      outputClasses: '最后一层输出 {shape}，但必须输出 {classes} 个值，每个类别一个。',
      unread: '没有层读取“{id}”。',
      missing: '无法读取 {folder} 中保存的模型：缺少 {file}。',
      damaged: '{folder} 中保存的模型已损坏。请重新训练。',
      diskFull: '磁盘已满：无法将训练好的模型保存到 {folder}。请腾出空间后重新训练。',
      notWritable: '无法将训练好的模型保存到 {folder}。请选择可写入的数据文件夹。',
    },
    dataset: {
      unknown: '没有名为“{dataset}”的数据集。',
      missing: '无法读取数据文件 {file}。请运行“npm ci”重新安装。',
      damaged: '数据文件 {file} 已损坏。请运行“npm ci”重新安装。',
      differs: '该实验是为另一份数据创建的，与当前的 {name} 不同：校验和不一致。',
      noSuchImage: '没有编号为 {index} 的训练图像。',
      tooSmall: '验证集需要 {count} 张图像中的 {validation} 张，训练将没有图像可用。',
    },
    training: {
      notActive: '该运行当前没有在训练。',
      notFinite: '在第 {step} 步，损失不再是有限数值。请降低学习率后重试。',
      noMemory: '内存不足。请使用更小的批次或更小的模型。',
      failed: '训练失败：{reason}',
    },
    run: {
      active: '该运行仍在训练或排队。请先停止它，再删除。',
      unknown: '没有编号为“{run}”的运行。',
    },
    store: {
      damaged: '运行历史 {file} 已损坏。可以将其搁置并新建一个；不会删除任何内容。',
      newer:
        '运行历史 {file} 由更新版本的 Inkbench 写入（版本 {version}，当前最高支持 {known}）。请更新 Inkbench，或选择另一个数据文件夹。',
      busy: '另一个 Inkbench 占用运行历史的时间过长。请稍后重试。',
      full: '{folder} 所在的磁盘已满。之前保存的内容是安全的；请腾出空间后重试。',
      unreadable: '读写 {file} 时磁盘出错。请检查磁盘后重试。',
      unwritable: 'Inkbench 无法写入 {folder}。请检查其权限，或选择另一个数据文件夹。',
    },
    export: {
      noModel: '该运行没有保存的模型：它在写入模型之前就结束了。',
      damagedModel: '该运行保存的模型已损坏（{file}）。请重新训练。',
      notFinite: '模型含有非数值的权重：训练发散了。请降低学习率后重新训练。',
      noOnnxRuntime: '本机无法加载 onnxruntime，因此无法校验 ONNX 文件，未导出。',
      refused: '{runtime} 拒绝了导出的文件；没有导出任何内容。请报告此问题。',
      testSetDiffers: '该运行在 {tested} 张图像上测试过，而数据集现在有 {present} 张。',
      differs:
        '导出的模型在 {images} 张图像中有 {differing} 张与运行的结果不同；没有导出任何内容。',
      tooLarge: '模型超过了 ONNX 文件的上限（2 GB）。请导出为 TensorFlow.js。',
      diskFull: '磁盘已满：无法写入 {path}。没有留下残余文件；请腾出空间后重新导出。',
      notWritable: '无法写入 {path}。请选择其他位置或名称。',
      gone: '此次导出已不存在，请重新导出。',
    },
    predict: {
      empty: '还没有画任何内容。',
      noFile: '无法读取 {path}。请检查名称和权限。',
      notImage: '{path} 不是 Inkbench 能读取的图片。请使用单个数字的 PNG。',
      imageTooLarge: '图片有 {width}×{height} 像素；最多读取 3200 万像素。',
    },
  },
}
