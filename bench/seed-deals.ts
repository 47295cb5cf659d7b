import { openDeal } from '../src/core/deal/open-deal.ts';
import { priceForPipeline } from '../src/core/money/priced-value.ts';
import { type PlainDate, utcDate } from '../src/core/time/calendar.ts';
import { DAY_MS, HOUR_MS } from '../src/core/time/durations.ts';
import { loadPipeline } from '../src/facts/load-pipeline.ts';
import type { Tenant } from '../src/store/types/store.ts';
import { ALL_DEALS } from '../test/support/all-deals.ts';
import { CONFIRMED_CRITERIA, OWNERS } from './bench-deals.ts';

/** Deals are as old as this at most, so that a move has an age to count. */
const OLDEST_DAYS = 90;
/** Writes under way at once. */
const CONCURRENT_WRITES = 8;

/** Makes the deals of a bench through the store itself, as many requests at once would. `made` hears of every thousandth. */
export async function seedDeals(tenant: Tenant, total: number, made: (count: number) => void): Promise<void> {
  const start = Date.now() - OLDEST_DAYS * DAY_MS;
  for (const slackUserId of OWNERS) {
    await tenant.loadOrCreateRequester({ slackUserId, name: slackUserId }, { language: 'en', at: start });
    // Slack has said just now who they are: a command asks it of nobody whom it knows.
    const person = { slackUserId, locale: 'en-GB', timeZone: 'Europe/Warsaw', account: 'member' } as const;
    const { id } = await tenant.members.upsert({ ...person, at: Date.now() });
    // Numbers are given in the order in which writes arrive, so that whose deal a number is is not known beforehand.
    await tenant.members.setRole(id, 'manager');
  }
  const owners = await tenant.members.all();
  const pipeline = await loadPipeline(tenant, 'en');
  if (pipeline === undefined) throw new Error('There is no pipeline.');
  let next = 0;
  const work = async () => {
    while (next < total) {
      const index = next;
      next += 1;
      const owner = owners[index % owners.length];
      if (owner === undefined) throw new Error('Nobody owns deals.');
      const at = start + Math.floor((index / total) * (OLDEST_DAYS * DAY_MS - HOUR_MS));
      const details = {
        name: `Customer ${index}`,
        ownerId: owner.id,
        ...priceForPipeline({ minor: 1000_00 + index, currency: pipeline.currency }, pipeline.currency, undefined),
        closeOn: closeDate(index),
        contact: { name: 'Ola', phone: '1', decider: 'Ola' },
      };
      const act = { actor: owner, at, today: utcDate(at), through: 'command' as const };
      const saved = await tenant.deals(ALL_DEALS).create(
        (number) => {
          const decision = openDeal({ number, pipeline }, details, act);
          return decision.ok ? { ok: true, change: { ...decision.change, ticks: CONFIRMED_CRITERIA } } : decision;
        },
        { key: `seed ${index}`, at },
      );
      if (!saved.ok) throw new Error(JSON.stringify(saved));
      if (index % 1000 === 999) made(index + 1);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_WRITES }, work));
}

/** Some days from now on, spread over a year. */
const closeDate = (index: number): PlainDate => utcDate(Date.now() + ((index * 37) % 365) * DAY_MS);
