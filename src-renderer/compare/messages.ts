export const en = { compare: {} }

export const zhCN: typeof en = { compare: {} }
