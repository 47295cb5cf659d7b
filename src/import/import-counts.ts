import type { ImportedDeal } from '../core/history/plan-import.ts';
import type { MemberId, StageId } from '../core/ids.ts';
import type { Instant } from '../core/time/instant.ts';
import type { ImportedDeals } from '../store/types/imports.ts';
import type { StageSums } from './read/import-report.ts';

/** What an import did, or in a dry run would do. */
export type ImportCounts = {
  readonly newDeals: number;
  readonly changedDeals: number;
  readonly unchanged: number;
  readonly left: number;
  readonly events: number;
  /** Of the deals that are new or changed. */
  readonly open: number;
  readonly won: number;
  readonly lost: number;
  /** Value of the open ones, minor units of the pipeline's currency. */
  readonly openMinor: number;
  /** First and last instant of what is new; null where nothing is. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Names of the people who were made for it. */
  readonly people: readonly string[];
  readonly unpriced: number;
};

type Counted = Omit<ImportCounts, 'unchanged' | 'left' | 'people' | 'unpriced'>;

/** Everything that deals of an import add up to. */
type PlanSum = {
  readonly counted: Counted;
  readonly usedMembers: ReadonlySet<MemberId>;
  readonly stageSums: StageSums;
};

/** Adds deals of an import up, slice by slice. */
export function createPlanSum(): { readonly add: (deals: readonly ImportedDeal[]) => void; readonly result: () => PlanSum } {
  const counts = { newDeals: 0, changedDeals: 0, events: 0, open: 0, won: 0, lost: 0, openMinor: 0 };
  const usedMembers = new Set<MemberId>();
  const stageSums = new Map<StageId, { readonly deals: number; readonly minor: number }>();
  let [from, to]: (number | null)[] = [null, null];
  const addOpen = ({ stageId, pipelineValueMinor }: ImportedDeal['deal']): void => {
    const minor = pipelineValueMinor ?? 0;
    const sum = stageSums.get(stageId) ?? { deals: 0, minor: 0 };
    counts.openMinor += minor;
    stageSums.set(stageId, { deals: sum.deals + 1, minor: sum.minor + minor });
  };
  const addOne = ({ deal, events, isNew }: ImportedDeal): void => {
    counts[isNew ? 'newDeals' : 'changedDeals'] += 1;
    counts.events += events.length;
    if (deal.outcome === 'open') addOpen(deal);
    if (deal.outcome !== 'withdrawn') counts[deal.outcome] += 1;
    for (const { at, before, after } of events) {
      from = Math.min(from ?? at, at);
      to = Math.max(to ?? at, at);
      if (before !== null) usedMembers.add(before.ownerId);
      usedMembers.add(after.ownerId);
    }
  };
  return {
    add: (deals) => {
      for (const each of deals) addOne(each);
    },
    result: () => ({ counted: { ...counts, from: from ?? null, to: to ?? null }, usedMembers, stageSums }),
  };
}

/** Deals that stand in memory, as an import writes them. */
export function importedDeals(deals: readonly ImportedDeal[]): ImportedDeals & { readonly sum: PlanSum } {
  const sum = createPlanSum();
  sum.add(deals);
  const { counted, usedMembers, stageSums } = sum.result();
  return {
    ...{ newDeals: counted.newDeals, changedDeals: counted.changedDeals, openStageIds: new Set(stageSums.keys()) },
    sum: { counted, usedMembers, stageSums },
    slices: async function* () {
      for (let from = 0; from < deals.length; from += DEALS_PER_SLICE) yield deals.slice(from, from + DEALS_PER_SLICE);
    },
  };
}

const DEALS_PER_SLICE = 100;
