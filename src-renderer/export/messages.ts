export const en = { export: {} }

export const zhCN: typeof en = { export: {} }
