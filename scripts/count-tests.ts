import { readFileSync } from 'node:fs';

/** Prints `N passed, N failed` from Vitest's JSON report; a failed step without a failed test counts as one. */
const [path, stepFailed] = process.argv.slice(2);

function read(): { passed: number; failed: number } {
  try {
    const report: unknown = JSON.parse(readFileSync(path ?? '', 'utf8'));
    const { numPassedTests, numFailedTests } = report as Record<string, number>;
    return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

const { passed, failed } = read();
const shown = failed === 0 && (stepFailed === '1' || passed === 0) ? 1 : failed;
console.log(`${passed} passed, ${shown} failed`);
