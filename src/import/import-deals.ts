import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ImportConflict, type ImportRow, planRows } from '../core/history/import-row.ts';
import type { ImportedDeal } from '../core/history/plan-import.ts';
import { NO_VALUE, type PricedValue, priceForPipeline, unpricedCurrency } from '../core/money/priced-value.ts';
import type { Member } from '../core/people/member.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import type { DatedTierBounds } from '../core/pipeline/tiers.ts';
import { createTierTimeline } from '../core/pipeline/tiers.ts';
import { utcDate } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Tenant } from '../store/types/store.ts';
import type { ImportChoices } from './read/import-choices.ts';
import type { PreparedImport } from './read/prepare-import.ts';
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

/** Rows between two turns of the event loop. */
const ROWS_PER_TURN = 100;

/** What an import writes, and what it leaves as it is. */
export type DealsPlan = {
  readonly deals: readonly ImportedDeal[];
  readonly unchanged: number;
  readonly conflicts: readonly ImportConflict[];
  readonly members: readonly Pick<Member, 'id' | 'name'>[];
  readonly tiers: readonly DatedTierBounds[];
  /** Values in a currency without a rate, by currency. */
  readonly unpriced: ReadonlyMap<string, number>;
  /** Names of owners that were said and fit nobody here. */
  readonly unknownPeople: readonly string[];
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

/** What a prepared import does to the deals that are here now. */
export async function planImportOfDeals(
  { rows, plan }: Pick<PreparedImport, 'rows' | 'plan'>,
  { tenant, pipeline, now }: ImportPlace,
  { owners, defaultOwner }: ImportChoices,
): Promise<DealsPlan> {
  const named = new Map(Object.entries(owners));
  const people = await resolvePeople(
    tenant,
    defaultOwner === undefined ? named : new Map([...named, [defaultOwner, defaultOwner]]),
  );
  const price = createPricer(tenant, pipeline);
  const unpriced = new Map<string, number>();
  const tiers = createTierTimeline(await tenant.tiers.all(pipeline.id));
  const said = saidFields(plan);
  const deals: ImportedDeal[] = [];
  const conflicts: ImportConflict[] = [];
  let unchanged = 0;
  // Wins move the value tiers, so all go in order of time, whatever the slice.
  const ordered = rows.toSorted((a, b) => a.steps[0].at - b.steps[0].at || a.line - b.line);
  for (let from = 0; from < ordered.length; from += ROWS_PER_TURN) {
    const imported: ImportRow[] = [];
    for (const row of ordered.slice(from, from + ROWS_PER_TURN)) {
      const value = await price(row);
      const currency = unpricedCurrency(value);
      if (currency !== undefined) unpriced.set(currency, (unpriced.get(currency) ?? 0) + 1);
      imported.push(toImportRow(row, { value, people, newId: tenant.imports.newId, said, defaultOwner }));
    }
    const known = await tenant.imports.known(imported.map(({ dealId }) => dealId));
    const part = planRows(imported, known, { rules: { pipeline, tiers }, now });
    deals.push(...part.deals);
    conflicts.push(...part.conflicts);
    unchanged += part.unchanged;
    await nextTurn();
  }
  const used = new Set(deals.flatMap(({ events }) => events.flatMap(({ before, after }) => [before?.ownerId, after.ownerId])));
  const members = people.created().filter(({ id }) => used.has(id));
  return { deals, unchanged, conflicts, members, tiers: tiers.newBounds(), unpriced, unknownPeople: people.unknown };
}
