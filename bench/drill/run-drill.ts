import { createScratchStorage } from '../scratch-storage.ts';
import { createRandom, type Drill, type DrillReport, type StoreKind } from './support/drill.ts';

export type DrillOptions = {
  readonly seed: number;
  readonly isShort: boolean;
  /** Stores to run it on; those that it cannot be run on, or that are not there, are left out. */
  readonly stores?: readonly StoreKind[];
  readonly say?: (progress: string) => void;
};

/** Runs one drill, on scratch data that are gone afterwards. What ends it before its end is wrong too. */
export async function runDrill(
  drill: Drill,
  { seed, isShort, stores = drill.stores, say = () => {} }: DrillOptions,
): Promise<DrillReport> {
  const scratch = await createScratchStorage();
  try {
    const wanted = drill.stores.filter((store) => stores.includes(store));
    const there = wanted.filter((store) => store === 'embedded' || scratch.hasServer);
    const left = wanted.filter((store) => !there.includes(store));
    const leftOut = left.length === 0 ? {} : { 'not run, nothing answers': left.join(', ') };
    if (there.length === 0) return { counts: leftOut, wrong: [] };
    const report = await drill.run({ isShort, random: createRandom(seed), scratch, stores: there, say });
    return { ...report, counts: { ...report.counts, ...leftOut } };
  } catch (error) {
    return { counts: {}, wrong: [`It did not come to its end: ${error instanceof Error ? error.stack : String(error)}`] };
  } finally {
    await scratch.remove();
  }
}
