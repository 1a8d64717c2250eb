export const en = { charts: {} }

export const zhCN: typeof en = { charts: {} }
