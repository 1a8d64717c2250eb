export const en = { predict: {} }

export const zhCN: typeof en = { predict: {} }
