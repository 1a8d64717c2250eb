import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NativePart } from '#contract/settings'
import { findAppFolder } from './app-folder'

/** What the set-up wrote of the native parts it provided. */
export interface NativeManifest {
  /** Folder of the app: holds package.json and node_modules. */
  appFolder: string
  parts: NativePart[]
  /** better-sqlite3 built for a runtime that knows Node-API 8 only. */
  sqliteNapi8: string | null
  /** What the provided TensorFlow computes on. */
  device: 'cpu' | 'cuda'
}

/** Names for people, in the order of the list. */
const names: Readonly<Record<string, string>> = {
  tensorflow: 'TensorFlow',
  electron: 'Electron',
  node: 'Node',
  sqlite: 'SQLite',
  sqliteForElectron: 'SQLite for this Electron',
  onnxruntime: 'ONNX Runtime',
}

let cached: NativeManifest | null = null

/** Reads `.native/manifest.json` of the app folder; without one, nothing native was provided. */
export function readManifest(): NativeManifest {
  cached ??= loadManifest(findAppFolder(__dirname))
  return cached
}

/** A file that is missing or damaged counts as empty: the app then says what it does without. */
export function loadManifest(appFolder: string): NativeManifest {
  const parts = readParts(join(appFolder, '.native', 'manifest.json'))
  const path = parts['sqliteForElectron']?.['path']
  return {
    appFolder,
    parts: Object.entries(names).flatMap(([key, name]) => {
      const part = parts[key]
      return part ? [toNativePart(name, part)] : []
    }),
    sqliteNapi8: typeof path === 'string' && existsSync(path) ? path : null,
    device: parts['tensorflow']?.['device'] === 'cuda' ? 'cuda' : 'cpu',
  }
}

type Part = Record<string, unknown>

function readParts(file: string): Record<string, Part | undefined> {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
  const parts = isRecord(value) && isRecord(value['parts']) ? value['parts'] : {}
  return Object.fromEntries(
    Object.entries(parts).flatMap(([key, part]) => (isRecord(part) ? [[key, part]] : [])),
  )
}

function toNativePart(name: string, part: Part): NativePart {
  const available = part['available'] === true
  const binding = text(part['binding'])
  const source = text(available ? part['source'] : part['reason'])
  return {
    name,
    version: text(part['version']) || null,
    available,
    source: binding ? `${source}; binding ${binding}` : source,
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
