export const en = { training: {} }

export const zhCN: typeof en = { training: {} }
