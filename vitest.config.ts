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
    // Half of the long files wait for a browser or for another process: one worker more than cores works meanwhile. Each takes half a gigabyte.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    // Young objects of a request die before they are copied: a tenth less processor time than with the usual 16 MB.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: SlowFirst },
    // What was transformed is kept between runs: .ci/run makes three, and a developer hundreds.
    experimental: { fsModuleCache: true },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Patience on a busy machine: what has to happen still has to happen.
    expect: { poll: { timeout: 15_000 } },
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
