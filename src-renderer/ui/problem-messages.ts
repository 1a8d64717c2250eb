/**
 * Problems in Chinese, by their code. English needs no list: each problem carries its own English
 * sentence, which is also what stands in for a code that is missing here.
 */
export const zhCN = {
  problems: {
    unexpected: '发生了意外错误。',
    request: { invalid: '窗口发出了不被允许的请求。' },
    spec: {
      tooLarge: '文件太大，不可能是实验文件。',
      notJson: '该文件不是有效的 JSON。',
      notSpec: '该文件不是 Inkbench 实验文件。',
      newer: '该文件的版本为 {version}，而当前 Inkbench 只能读取版本 1。请更新 Inkbench 后再打开。',
      invalid: '实验文件在“{path}”处有误：{reason}',
    },
  },
}
