export const en = { runs: {} }

export const zhCN: typeof en = { runs: {} }
