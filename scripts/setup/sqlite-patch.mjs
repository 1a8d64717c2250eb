import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './errors.mjs'

/**
 * References to strings are what needs Node-API 10 in better-sqlite3 (before,
 * only objects and functions could be referenced). This holder keeps the text
 * and makes the string anew each time, which Node-API 8 can do.
 */
const HOLDER = `
class TextHolder {
public:
	TextHolder() : env(NULL) {}
	explicit TextHolder(Napi::String value) : env(value.Env()), text(value.Utf8Value()) {}
	inline Napi::String Value() const { return Napi::String::New(env, text); }
private:
	napi_env env;
	std::string text;
};
`

/**
 * Rewrites a copy of better-sqlite3's C++ sources in place.
 * @throws {SetupError} where the sources are no longer those it was made for
 */
export function patchSources(folder) {
  let replaced = 0
  for (const file of listFiles(folder)) {
    const before = readFileSync(file, 'utf8')
    const after = patchText(before)
    if (after === before) continue
    replaced += 1
    writeFileSync(file, after)
  }
  const main = join(folder, 'better_sqlite3.cpp')
  const text = readFileSync(main, 'utf8')
  const patched = text.replace('#include <napi.h>\n', `#include <napi.h>\n${HOLDER}`)
  if (replaced < 3 || patched === text) {
    throw new SetupError(
      'This version of better-sqlite3 has other sources than the set-up knows: use a current Electron (set INKBENCH_ELECTRON to its program) or the version in package-lock.json.',
    )
  }
  writeFileSync(main, patched)
}

/** Exported for its test. */
export function patchText(text) {
  return text
    .replaceAll('Napi::Reference<Napi::String>', 'TextHolder')
    .replace(/Napi::Persistent\((InternalizedFrom\w+\()/g, 'TextHolder($1')
    .replaceAll('Napi::Persistent(pair->name.Value())', 'TextHolder(pair->name.Value())')
}

function listFiles(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? listFiles(path) : [path]
  })
}
