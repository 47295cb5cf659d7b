import { setImmediate } from 'node:timers/promises';
import { type Amount, totalOf, worth } from '../core/amount.ts';
import type { AsOfPost, Behind, BehindCount, BehindFacts, BehindPage } from '../core/behind.ts';
import type { DealEvent } from '../core/deal-event.ts';
import { MOVEMENT_KINDS } from '../core/movement.ts';
import { instantsOf, periodOf } from '../core/periods.ts';
import { openStages, type Pipeline } from '../core/stage.ts';
import type { AsOf } from '../store/types/deals.ts';
import type { Tenant } from '../store/types/store.ts';
import { type WeekNumbers, weekNumbers } from './week-facts.ts';

const same = (a: Behind, b: Behind): boolean =>
  a.kind === b.kind && (a.kind !== 'stage' || b.kind !== 'stage' || a.stageId === b.stageId);

function countsOf(pipeline: Pipeline, { stock, hygiene, moved }: WeekNumbers, month: Amount): readonly BehindCount[] {
  const all: readonly BehindCount[] = [
    ...openStages(pipeline).map(({ id }) => ({
      of: { kind: 'stage', stageId: id } as const,
      count: stock.find(({ stageId }) => stageId === id)?.count ?? 0,
    })),
    { of: { kind: 'open' }, count: totalOf(stock).count },
    ...MOVEMENT_KINDS.map((kind) => ({
      of: { kind },
      count: moved.reduce((sum, part) => sum + (part.get(kind) ?? []).length, 0),
    })),
    { of: { kind: 'overdue' }, count: hygiene.overdue.count },
    { of: { kind: 'undated' }, count: hygiene.undated.count },
    { of: { kind: 'month' }, count: month.count },
  ];
  return all.filter(({ count }) => count > 0);
}

const byWorth = (a: DealEvent, b: DealEvent): number =>
  worth(b.after) - worth(a.after) || a.dealNumber - b.dealNumber || a.version - b.version;

/** A row for each event, the most valuable deal first: a deal that moved twice counts twice, as in the post. */
async function movedDeals(
  tenant: Tenant,
  parts: readonly (readonly DealEvent[])[],
  page: { readonly limit: number; readonly offset: number },
): Promise<BehindPage> {
  const until = page.offset + page.limit;
  let [first, total, valueMinor]: [readonly DealEvent[], number, number] = [[], 0, 0];
  for (const part of parts) {
    first = [...first, ...part].sort(byWorth).slice(0, until);
    total += part.length;
    valueMinor += part.reduce((sum, { after }) => sum + worth(after), 0);
    await setImmediate();
  }
  const shown = first.slice(page.offset);
  const deals = new Map((await tenant.deals.numbered(shown.map((event) => event.dealNumber))).map((deal) => [deal.number, deal]));
  return {
    deals: shown.flatMap(({ dealNumber, before, after }) => {
      const now = deals.get(dealNumber);
      return now === undefined ? [] : [{ now, was: after, fromStageId: before?.stageId ?? null }];
    }),
    total,
    valueMinor,
  };
}

/**
 * The deals behind the numbers of a post, as they stood when it was made, however much changed since.
 *
 * @param wanted which number; the first one that there is where it is not among them any more.
 * @returns undefined where every number is 0.
 */
export async function behindFacts(
  tenant: Tenant,
  pipeline: Pipeline,
  post: AsOfPost,
  wanted: Behind | undefined,
  page: { readonly limit: number; readonly offset: number },
): Promise<BehindFacts | undefined> {
  const { at, timeZone } = post;
  const week = await weekNumbers(tenant, pipeline.id, timeZone, at);
  const month = instantsOf(periodOf(week.today, 'month', 1), timeZone);
  const won: AsOf = { kind: 'won', from: month.from, to: month.to };
  const { total, valueMinor } = await tenant.deals.asOf(pipeline.id, at, won, { limit: 0, offset: 0 });
  const counts = countsOf(pipeline, week, { count: total, valueMinor });
  const chosen = counts.find(({ of }) => wanted !== undefined && same(of, wanted)) ?? counts[0];
  if (chosen === undefined) return undefined;
  const moved = MOVEMENT_KINDS.find((kind) => kind === chosen.of.kind);
  if (moved !== undefined) {
    const parts = week.moved.map((part) => part.get(moved) ?? []);
    return { counts, chosen, page: await movedDeals(tenant, parts, page) };
  }
  return { counts, chosen, page: await tenant.deals.asOf(pipeline.id, at, asOfFilter(chosen.of, week.today, won), page) };
}

function asOfFilter(of: Behind, today: string, won: AsOf): AsOf {
  switch (of.kind) {
    case 'stage':
      return of;
    case 'overdue':
      return { kind: 'overdue', today };
    case 'undated':
      return { kind: 'undated' };
    case 'month':
      return won;
    default:
      return { kind: 'open' };
  }
}
