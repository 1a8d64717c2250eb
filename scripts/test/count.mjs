import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** A step that failed as a whole counts as one failed test. */
export function countFailedStep() {
  return { passed: 0, failed: 1, skipped: 0, notes: [] }
}

/**
 * Counts a report of vitest's JSON reporter, and names what did not pass. A file
 * that could not be loaded has no tests in it, and still is a failure.
 * @param {string} file
 * @param {number} status exit status of vitest
 */
export function countVitest(file, status) {
  let report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return countFailedStep()
  }
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some(isFailed),
  )
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    notes: [
      ...broken.map(({ name, message }) => note('failed', basename(name), message)),
      ...report.testResults.flatMap(({ assertionResults }) =>
        assertionResults
          .filter(({ status }) => status !== 'passed')
          .map(({ status, fullName, failureMessages }) =>
            note(status === 'failed' ? status : 'skipped', fullName, failureMessages?.[0]),
          ),
      ),
    ],
  }
  // An error outside of every test fails the step, too.
  if (status !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

function note(word, name, message = '') {
  const [first] = message.split('\n')
  return `${word}: ${name}${first ? ` (${first})` : ''}`
}

function isFailed(result) {
  return result.status === 'failed'
}
