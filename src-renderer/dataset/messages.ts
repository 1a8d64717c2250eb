export const en = { dataset: {} }

export const zhCN: typeof en = { dataset: {} }
