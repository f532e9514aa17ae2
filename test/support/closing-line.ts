import { appendFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with the plain line that any CI can read: `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      if (module.errors().length > 0) count.failed++;
      for (const test of module.children.allTests()) {
        const result = test.result();
        const { state } = result;
        if (state !== 'pending') count[state]++;
        const why = state === 'skipped' && result.note ? ` (${result.note})` : '';
        if (state === 'skipped') skipped.push(`${module.project.name}: ${test.fullName}${why}`);
      }
    }
    for (const name of skipped) process.stdout.write(`skipped: ${name}\n`);
    const line = `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`;
    process.stdout.write(line);
    const tally = process.env['HOLDFAST_TALLY'];
    if (tally) appendFileSync(tally, line);
  }
}
