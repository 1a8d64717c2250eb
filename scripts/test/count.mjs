import { readFileSync } from 'node:fs'

/** A step that failed as a whole counts as one failed test. */
export function countFailedStep() {
  return { passed: 0, failed: 1, skipped: 0 }
}

/**
 * Counts a report of vitest's JSON reporter. A file that could not be loaded
 * has no tests in it, and still is a failure.
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
  ).length
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
  // An error outside of every test fails the step, too.
  if (status !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

function isFailed(result) {
  return result.status === 'failed'
}
