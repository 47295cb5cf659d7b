import { describe, expect, inject, it } from 'vitest';
import { ALL_DRILLS } from '../../bench/drill/all-drills.ts';
import { runDrill } from '../../bench/drill/run-drill.ts';

/** Processes are started, and the bot is built first where its sources are newer. */
const PATIENCE_MS = 600_000;
const SEED = 20_261_130;
/** The drills of these names for some seconds each, on the store that the tests run on. */
export function describeShortDrills(names: readonly string[]): void {
  const store = inject('testServer') === null ? 'embedded' : 'PostgreSQL';
  const drills = Object.entries(ALL_DRILLS).filter(([name, drill]) => names.includes(name) && drill.stores.includes(store));
  describe(`the drills, for some seconds each, on ${store}`, { timeout: PATIENCE_MS }, () => {
    it.each(drills)('%s: every promise is kept', async (_, drill) => {
      const { wrong, counts } = await runDrill(drill, { seed: SEED, isShort: true, stores: [store] });
      expect(wrong, JSON.stringify(counts)).toEqual([]);
    });
  });
}
