import { SetupError, firstLine } from './errors.mjs'
import { run } from './run.mjs'

/**
 * The C++ compiler: CXX as everywhere, else the platform's own.
 * @returns {Promise<{cxx: string, cc: string, version: string}>} version as "g++ 12.2.0"
 * @throws {SetupError} with the command that installs one
 */
export async function findCompiler(env = process.env, platform = process.platform) {
  const candidates = env.CXX
    ? [env.CXX]
    : platform === 'darwin'
      ? ['clang++']
      : ['g++', 'clang++', 'c++']
  for (const cxx of candidates) {
    const { status, stdout } = await run(cxx, ['-dumpfullversion', '-dumpversion'])
    if (status === 0) {
      const cc =
        env.CC ?? cxx.replace(/\+\+$/, (_, at) => (cxx.slice(0, at).endsWith('clang') ? '' : 'cc'))
      return { cxx, cc, version: `${cxx} ${firstLine(stdout)}` }
    }
  }
  throw new SetupError(
    `A C++ compiler is needed to build a native part, and none was found: ${
      platform === 'darwin'
        ? 'run "xcode-select --install"'
        : 'install one (on Debian and Ubuntu: "sudo apt-get install g++")'
    } and run the same command again.`,
  )
}

/** Runs the compiler; its first error becomes the message. */
export async function compile(program, args, { what, cwd }) {
  const { status, output } = await run(program, args, { cwd })
  if (status === 0) return
  const line = output.split('\n').find((text) => /error|cannot|No such/i.test(text)) ?? output
  throw new SetupError(
    `${what} could not be compiled: "${firstLine(line)}"; a current g++ or clang++ with C++20 is needed (for g++: 10 or newer).`,
  )
}
