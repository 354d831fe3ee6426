import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends the output of a run, whatever the number of projects: one line for each file of which tests were skipped, so that
 * a skip does not look like a pass, and `N passed, N failed, N skipped` as the last line of all.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines: string[] = [];
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) count[test.result().state]++;
      if (module.errors().length > 0) count.failed++;
      const skipped = tests.filter((test) => test.result().state === 'skipped');
      if (skipped.length === 0) continue;
      const notes = new Set(skipped.map((test) => test.result()).map((result) => ('note' in result && result.note) || ''));
      const why = [...notes].filter((note) => note !== '').map((note) => ` (${note})`);
      lines.push(`SKIPPED ${skipped.length} of ${tests.length} in ${relative(process.cwd(), module.moduleId)}${why.join('')}`);
    }
    process.stdout.write(`\n${lines.map((line) => `${line}\n`).join('')}`);
    process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped\n`);
  }
}
