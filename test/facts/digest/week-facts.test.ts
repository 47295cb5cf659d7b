import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFacts } from '../../../src/core/funnel/digest.ts';
import { addDays, dateAt, type PlainDate } from '../../../src/core/time/calendar.ts';
import { WEEK_MS } from '../../../src/core/time/durations.ts';
import { loadDigestFacts } from '../../../src/facts/digest/week-facts.ts';
import { computeForecastSnapshots } from '../../../src/facts/snapshot-facts.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { type BusyCompany, createBusyCompany } from '../../support/busy-company.ts';
import { scopeAt } from '../../support/scope-at.ts';
import { openTestDatabase } from '../../support/store/test-database.ts';

const ZONE = 'Europe/Warsaw';
const FIRST = Date.parse('2026-01-12T08:00:00Z');

let database: Database;
let firm: BusyCompany;
beforeAll(async () => {
  database = await openTestDatabase();
  firm = await createBusyCompany(database, FIRST);
});
afterAll(() => database.close());

const keepNight = async (on: PlainDate) => {
  const { tenant, pipeline } = firm;
  await tenant.forecasts.save(pipeline.id, await computeForecastSnapshots(await scopeAt(firm, FIRST, ZONE), on));
};
const digest = async (at: number) => loadDigestFacts(await scopeAt(firm, at, ZONE), { thread: true });
/** What the plan says is as of today: deals to act on, and the way to the target; everything else is a figure of then. */
const figures = ({ gaps: _, verdict: __, path: ___, ...rest }: DigestFacts) => rest;

describe('a digest of the past', () => {
  it('says the same figures, the forecasts with them, after months of further events', async () => {
    const digests: (readonly [number, DigestFacts])[] = [];
    const targets = (valueMinor: number, at: number) =>
      firm.tenant.targets.set(firm.pipeline.id, { memberId: null, period: 'quarter', startsOn: '2026-04-01', valueMinor }, at);
    await targets(9_000_000, FIRST);
    for (let at = FIRST; at < FIRST + 20 * WEEK_MS; at += WEEK_MS) {
      await firm.workUntil(at);
      await keepNight(dateAt(at, ZONE));
      if ((at - FIRST) % (4 * WEEK_MS) === 0) digests.push([at, await digest(at)]);
    }
    await targets(20_000_000, FIRST + 20 * WEEK_MS);
    const [, april] = digests.at(3) ?? [];
    const [, middle] = digests.at(4) ?? [];
    // January to March have ended: three months to learn from; a month later there are four.
    expect(april?.goals.map(({ forecast }) => forecast?.early)).toEqual([true, true, true]);
    expect(middle?.goals.map(({ forecast }) => forecast?.early)).toEqual([false, true, true]);
    expect(middle?.goals.map(({ target }) => target?.valueMinor)).toEqual([undefined, 9_000_000, undefined]);
    for (const [at, facts] of digests.slice(1)) expect(figures(await digest(at))).toEqual(figures(facts));
    // The test could fail: much has changed since.
    expect(figures(digests[1]?.[1] ?? (await digest(FIRST)))).not.toEqual(figures(digests[2]?.[1] ?? (await digest(FIRST))));
    const [night] = await firm.tenant.forecasts.takenOn(firm.pipeline.id, dateAt(FIRST + 16 * WEEK_MS, ZONE));
    expect(night).toMatchObject({ memberId: null, takenOn: addDays('2026-01-12', 16 * 7) });
  });
});
