import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const sameRandom = 'scripts/testing/same-random.ts';
const pg = 'packages/server/src/testing/global-setup.ts';
/** The patience that a busy machine needs. */
const patient = { poll: { timeout: 30_000, interval: 20 } };

/** Three kinds of test: pure, against PostgreSQL, and of the whole program. */
export default defineConfig({
  test: {
    // many tests wait for a process or a page: measured on two cores, four workers take half the time
    maxWorkers: Math.max(4, availableParallelism()),
    teardownTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'unit',
          expect: patient,
          include: [
            '{packages/*/src,packages/{dashboard,widget}/build,bench,scripts}/**/*.test.{ts,tsx}',
          ],
          exclude: ['**/*.pg.test.ts', '**/*.e2e.test.ts', '**/node_modules/**'],
          // no module keeps state that a test changes: files of one worker share what they import
          isolate: false,
          setupFiles: sameRandom,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'pg',
          expect: patient,
          include: ['packages/*/src/**/*.pg.test.ts'],
          globalSetup: pg,
          setupFiles: sameRandom,
          isolate: false,
          // above several waits of its own: who waits in vain says for what
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          expect: patient,
          include: ['packages/*/src/**/*.e2e.test.ts'],
          globalSetup: pg,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
