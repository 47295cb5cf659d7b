import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ImportConflict, type ImportRow, planRows, type RowPlan } from '../core/history/import-row.ts';
import type { ImportedDeal } from '../core/history/plan-import.ts';
import { NO_VALUE, type PricedValue, priceForPipeline, unpricedCurrency } from '../core/money/priced-value.ts';
import type { Member } from '../core/people/member.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import type { DatedTierBounds } from '../core/pipeline/tiers.ts';
import { createTierTimeline, type TierTimeline } from '../core/pipeline/tiers.ts';
import { utcDate } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { type ImportedDeals, type KnownDeals, OutdatedImportError } from '../store/types/imports.ts';
import type { Tenant } from '../store/types/store.ts';
import type { UnderstoodFile } from './deals-file.ts';
import { createPlanSum, type ImportCounts } from './import-counts.ts';
import type { ImportChoices } from './read/import-choices.ts';
import type { StageSums } from './read/import-report.ts';
import type { ReadDealRow } from './read/read-row.ts';
import { saidFields } from './read/said-fields.ts';
import { type ResolvedPeople, resolvePeople } from './resolve-people.ts';

/** What an import is read for. */
export type ImportPlace = {
  readonly tenant: Tenant;
  readonly pipeline: Pipeline;
  readonly timeZone: string;
  /** Business time, ms. */
  readonly now: Instant;
};

/** What an import does to the deals that are here, counted. */
export type DealsPlan = {
  readonly conflicts: readonly ImportConflict[];
  readonly members: readonly Pick<Member, 'id' | 'name'>[];
  readonly tiers: readonly DatedTierBounds[];
  /** Values in a currency without a rate, by currency. */
  readonly unpriced: ReadonlyMap<string, number>;
  /** Names of owners that were said and fit nobody here. */
  readonly unknownPeople: readonly string[];
  readonly counts: ImportCounts;
  readonly stageSums: StageSums;
  /** What is written, planned once more while it is. */
  readonly deals: ImportedDeals;
};

/** Prices values by the rates of their days. */
function createPricer(tenant: Tenant, { currency: inCurrency }: Pipeline) {
  const rates = new Map<string, ReturnType<Tenant['exchangeRate']>>();
  return async ({ money, steps }: ReadDealRow): Promise<PricedValue> => {
    if (money === null) return NO_VALUE;
    if (money.currency === inCurrency) return priceForPipeline(money, inCurrency, undefined);
    const on = utcDate((steps.at(-1) ?? steps[0]).at);
    const key = `${money.currency} ${on}`;
    const asked = rates.get(key) ?? tenant.exchangeRate({ currency: money.currency, inCurrency }, on);
    rates.set(key, asked);
    return priceForPipeline(money, inCurrency, await asked);
  };
}

function toImportRow(
  row: ReadDealRow,
  {
    value,
    people,
    newId,
    said,
    defaultOwner,
  }: {
    readonly value: PricedValue;
    readonly people: ResolvedPeople;
    readonly newId: () => string;
    readonly said: ImportRow['said'];
    readonly defaultOwner: string | undefined;
  },
): ImportRow {
  const { line, dealId, steps, name, company, closeOn, nextStep, nextStepOn, source, lostReasonId, contact, note } = row;
  return {
    ...{ line, dealId, steps, said },
    fields: {
      ...{ name, company, closeOn, nextStep, nextStepOn, source, lostReasonId },
      ...value,
      ownerId: people.memberId(row.owner || (defaultOwner ?? '')),
    },
    contact: contact === null ? null : { id: newId(), ...contact, decider: null },
    note: note === null ? null : { id: newId(), text: note },
  };
}

/** A slice of the rows as it was planned. `versions`: of the deals that are here under their ids; 0: none is. */
type PlannedSlice = RowPlan & {
  readonly rows: number;
  readonly versions: readonly number[];
  readonly tiers: TierTimeline;
  readonly unpriced: readonly string[];
};

/** What every pass over the rows has in common. */
type Planning = {
  readonly file: UnderstoodFile;
  readonly place: ImportPlace;
  readonly people: ResolvedPeople;
  readonly defaultOwner: string | undefined;
  readonly price: ReturnType<typeof createPricer>;
  readonly knownTiers: readonly DatedTierBounds[];
};

/** Plans the rows slice by slice. Wins move the value tiers, so all go in order of time, whatever the slice. */
async function* planSlices(planning: Planning, known: KnownDeals): AsyncGenerator<PlannedSlice> {
  const { file, place, people, defaultOwner, price, knownTiers } = planning;
  const { tenant, pipeline, now } = place;
  const tiers = createTierTimeline(knownTiers);
  const said = saidFields(file.prepared.plan);
  for await (const rows of file.rows()) {
    const imported: ImportRow[] = [];
    const unpriced: string[] = [];
    for (const row of rows) {
      const value = await price(row);
      const currency = unpricedCurrency(value);
      if (currency !== undefined) unpriced.push(currency);
      imported.push(toImportRow(row, { value, people, newId: tenant.imports.newId, said, defaultOwner }));
    }
    const here = await known(imported.map(({ dealId }) => dealId));
    const plan = planRows(imported, here, { rules: { pipeline, tiers }, now });
    const versions = imported.map(({ dealId }) => here.get(dealId)?.deal.version ?? 0);
    yield { ...plan, rows: rows.length, versions, tiers, unpriced };
    await nextTurn();
  }
}

/** The same slices once more, with their deals. What was read of them must still hold. */
async function* planAgain(
  planning: Planning,
  { known, versions }: { readonly known: KnownDeals; readonly versions: readonly number[] },
): AsyncGenerator<readonly ImportedDeal[]> {
  let from = 0;
  for await (const slice of planSlices(planning, known)) {
    const start = from;
    if (slice.versions.some((version, place) => version !== versions[start + place]))
      throw new OutdatedImportError('a deal was changed meanwhile');
    from += slice.rows;
    yield slice.deals;
  }
}

/**
 * What an import does to the deals that are here now. The deals themselves are let go slice by slice, and planned once more when they are
 * written: all of them at once would take ten times the memory of their file.
 */
export async function planImportOfDeals(file: UnderstoodFile, { place, choices, progress }: PlanRequest): Promise<DealsPlan> {
  const { tenant, pipeline } = place;
  const { owners, defaultOwner } = choices;
  const named = new Map(Object.entries(owners));
  const people = await resolvePeople(
    tenant,
    defaultOwner === undefined ? named : new Map([...named, [defaultOwner, defaultOwner]]),
  );
  const knownTiers = await tenant.tiers.all(pipeline.id);
  const planning: Planning = { file, place, people, defaultOwner, price: createPricer(tenant, pipeline), knownTiers };
  const sum = createPlanSum();
  const conflicts: ImportConflict[] = [];
  const unpriced = new Map<string, number>();
  const versions: number[] = [];
  let unchanged = 0;
  let tiers: readonly DatedTierBounds[] = [];
  for await (const slice of planSlices(planning, tenant.imports.known)) {
    sum.add(slice.deals);
    conflicts.push(...slice.conflicts);
    unchanged += slice.unchanged;
    versions.push(...slice.versions);
    for (const currency of slice.unpriced) unpriced.set(currency, (unpriced.get(currency) ?? 0) + 1);
    tiers = slice.tiers.newBounds();
    progress(versions.length, file.prepared.deals);
  }
  const { counted, usedMembers, stageSums } = sum.result();
  const members = people.created().filter(({ id }) => usedMembers.has(id));
  const counts: ImportCounts = {
    ...counted,
    ...{ unchanged, left: conflicts.length, people: members.map(({ name }) => name) },
    unpriced: [...unpriced.values()].reduce((all, deals) => all + deals, 0),
  };
  const deals: ImportedDeals = {
    ...{ newDeals: counts.newDeals, changedDeals: counts.changedDeals, openStageIds: new Set(stageSums.keys()) },
    slices: (known) => planAgain(planning, { known, versions }),
  };
  return { conflicts, members, tiers, unpriced, unknownPeople: people.unknown, counts, stageSums, deals };
}

/** `progress` is told of rows. */
type PlanRequest = {
  readonly place: ImportPlace;
  readonly choices: ImportChoices;
  readonly progress: (done: number, of: number) => void;
};
