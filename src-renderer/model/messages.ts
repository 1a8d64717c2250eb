export const en = { model: {} }

export const zhCN: typeof en = { model: {} }
