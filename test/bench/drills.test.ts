import { describe, expect, inject, it } from 'vitest';
import { ALL_DRILLS } from '../../bench/drill/all-drills.ts';
import { runDrill } from '../../bench/drill/run-drill.ts';
import { summaryTable } from '../../bench/drill/support/print-report.ts';

/** Processes are started, and the bot is built first where its sources are newer. */
const PATIENCE_MS = 600_000;
const SEED = 20_261_130;
/**
 * `npm run drill -- --short` runs these too; other tests hold the same promises by other means. Two start and end process after process, each of
 * them a second or two of computing; how long stopping takes is measured, and beside other tests it takes longer.
 */
const BY_COMMAND: ReadonlySet<string> = new Set(['outbox', 'backup', 'stop']);

const store = inject('testServer') === null ? 'embedded' : 'PostgreSQL';
const drills = Object.entries(ALL_DRILLS).filter(([name, drill]) => drill.stores.includes(store) && !BY_COMMAND.has(name));

// One file, one after the other: two of them would build the bot at once.
describe(`the drills, for some seconds each, on ${store}`, { timeout: PATIENCE_MS }, () => {
  it.each(drills)('%s: every promise is kept', async (_, drill) => {
    const { wrong, counts } = await runDrill(drill, { seed: SEED, isShort: true, stores: [store] });
    expect(wrong, JSON.stringify(counts)).toEqual([]);
  });
});

it('a drill that does not come to its end is wrong', async () => {
  const fails = async () => {
    throw new Error('the bot is gone');
  };
  const { wrong } = await runDrill({ what: '', stores: ['embedded'], run: fails }, { seed: SEED, isShort: true });
  expect(wrong).toEqual([expect.stringContaining('the bot is gone')]);
});

it('the table at the end has a line for each drill and their sum', () => {
  const drill = (name: string, seconds: number, wrong: readonly string[]) => ({ name, seconds, wrong, counts: {} });
  expect(summaryTable([drill('kill', 61.4, []), drill('fuzz', 30, ['no answer', 'a stack'])], 91.4)).toBe(
    [
      '',
      '  kill            good            61 s',
      '  fuzz            2 WRONG         30 s',
      '  all             1 of 2          91 s, 1.5 minutes',
    ].join('\n'),
  );
});
