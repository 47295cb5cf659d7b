import { describe, expect, inject, it } from 'vitest';
import { ALL_DRILLS } from '../../bench/drill/all-drills.ts';
import { runDrill } from '../../bench/drill/run-drill.ts';

/** Processes are started, and the bot is built first where its sources are newer. */
const PATIENCE_MS = 600_000;
const SEED = 20_261_130;
/**
 * `npm run drill -- --short` runs these too; other tests hold the same promises by other means. They take half a minute each; a broken disk
 * needs a machine to itself, since it waits for people to be told of the disk and not of a queue.
 */
const BY_COMMAND: ReadonlySet<string> = new Set([
  'power-loss',
  'lost-commit',
  'outbox',
  'fuzz',
  'disk-broken',
  'backup',
  'second-opener',
  'redelivery',
  'socket',
  'slack-away',
]);

const store = inject('testServer') === null ? 'embedded' : 'PostgreSQL';
const drills = Object.entries(ALL_DRILLS).filter(([name, drill]) => drill.stores.includes(store) && !BY_COMMAND.has(name));

// One file, one after the other: two of them would build the bot at once.
describe(`the drills, for some seconds each, on ${store}`, { timeout: PATIENCE_MS }, () => {
  it.each(drills)('%s: every promise is kept', async (_, drill) => {
    const { wrong, counts } = await runDrill(drill, { seed: SEED, isShort: true, stores: [store] });
    expect(wrong, JSON.stringify(counts)).toEqual([]);
  });
});
