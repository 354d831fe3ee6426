import { defineConfig } from 'vitest/config';

/** A crowded machine may need seconds for what takes milliseconds; no test asserts a time. */
const expect = { poll: { timeout: 15_000 } };

/**
 * Three projects in one run, in this order:
 * unit  - needs nothing but the checkout; runs in parallel;
 * model - loads real graphs (tiny ones from the checkout, the default model when it can be had); one file at a time;
 * e2e   - the web host and the system's Chromium; one file at a time.
 */
export default defineConfig({
  test: {
    reporters: ['default', './e2e/closingLineReporter.ts'],
    projects: [
      {
        test: {
          expect,
          name: 'unit',
          include: ['{app,main,native-models,renderer}/**/*.test.{ts,tsx}', 'e2e/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          expect,
          name: 'model',
          include: ['{main,native-models,e2e}/**/*.model.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          expect,
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
