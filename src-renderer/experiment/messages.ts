export const en = { experiment: {} }

export const zhCN: typeof en = { experiment: {} }
