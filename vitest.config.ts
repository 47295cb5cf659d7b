import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/slow-first.ts';

/** Where .ci/run wants the runner's own report. */
const report = process.env['VITEST_JSON'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    // The files of a worker share its modules, its warm code and its database: a file that changes what others see puts it back.
    isolate: false,
    // A worker and its database take half a gigabyte; more of them than cores only wait for each other.
    maxWorkers: Math.max(2, Math.min(4, availableParallelism())),
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Patience on a busy machine: what has to happen still has to happen.
    expect: { poll: { timeout: 15_000 } },
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
