import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * TensorFlow's libraries log while they are loaded, before anything of theirs has looked at
 * TF_CPP_MIN_LOG_LEVEL, and so into every command of the terminal. They ask a function which level
 * counts; the binding, which the loader searches first, brings one of that name.
 * @param {string} folder with TensorFlow's lib/
 * @returns {string} C++; empty where there is no such function, or the loader looks elsewhere
 */
export function quietLogSource(folder) {
  const library = join(folder, 'lib', 'libtensorflow_framework.so.2')
  if (process.platform !== 'linux' || !existsSync(library)) return ''
  return sourceFor(readFileSync(library, 'latin1'))
}

/** Exported for its test. @param {string} names of a library's functions, among whatever else */
export function sourceFor(names) {
  const [symbol] = /_ZN4absl(?:\d+lts_\d+)?11MinLogLevelEv/.exec(names) ?? []
  if (!symbol) return ''
  return `#include <cstdlib>
extern "C" int ${symbol}() {
  const char* level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  return level == nullptr ? 0 : std::atoi(level);
}
`
}
