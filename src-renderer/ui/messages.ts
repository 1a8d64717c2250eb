export const en = {
  ui: {
    undo: 'Undo',
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    retry: 'Try again',
    details: 'Technical details',
    loading: 'Loading…',
    resize: 'Resize the panes',
    run: 'Run {number}',
    image: 'Image {number}',
    units: {
      seconds: '{count} s',
      minutes: '{count} min',
      hours: '{count} h',
    },
    status: {
      queued: 'Waiting',
      running: 'Running',
      paused: 'Paused',
      finished: 'Finished',
      stopped: 'Stopped',
      failed: 'Failed',
      crashed: 'Crashed',
    },
  },
}

export const zhCN: typeof en = {
  ui: {
    undo: '撤销',
    close: '关闭',
    copy: '复制',
    copied: '已复制',
    retry: '重试',
    details: '技术细节',
    loading: '正在加载…',
    resize: '调整面板大小',
    run: '运行 {number}',
    image: '图像 {number}',
    units: {
      seconds: '{count} 秒',
      minutes: '{count} 分钟',
      hours: '{count} 小时',
    },
    status: {
      queued: '等待中',
      running: '运行中',
      paused: '已暂停',
      finished: '已完成',
      stopped: '已停止',
      failed: '失败',
      crashed: '已崩溃',
    },
  },
}
