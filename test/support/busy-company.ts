import { advance, win } from '../../src/core/deal/advance.ts';
import type { Decision } from '../../src/core/deal/change.ts';
import { lose, reopen, withdraw } from '../../src/core/deal/close.ts';
import type { DealFile } from '../../src/core/deal/deal.ts';
import type { DealEvent } from '../../src/core/deal/deal-event.ts';
import { assign, edit } from '../../src/core/deal/edit.ts';
import { undo } from '../../src/core/deal/undo.ts';
import { type Random, seededRandom } from '../../src/core/numbers/statistics/random.ts';
import type { Member } from '../../src/core/people/member.ts';
import { HOUR_MS } from '../../src/core/time/durations.ts';
import type { Database } from '../../src/store/db/database.ts';
import { ALL_DEALS } from './all-deals.ts';
import { type Company, createCompany } from './company.ts';
import { priced } from './priced.ts';

const ANYWAY = { anyway: { remindOn: '2030-01-01' as const } };

/** A company of two that works on: a few changes each working day, every kind of them, the same for the same seed. */
export type BusyCompany = Company & {
  readonly piotr: Member;
  /** Works from where it was until an instant. */
  readonly workUntil: (until: number) => Promise<void>;
};

/** What may happen to a deal, in the order of how often it does. */
function decide(random: Random, { pipeline, anna, piotr, act }: Company & { readonly piotr: Member }, at: number) {
  const chance = random();
  const by = (file: DealFile) => act(at, 'manager', file.deal.ownerId);
  return (file: DealFile): Decision => {
    if (file.deal.outcome !== 'open') return reopen(file, pipeline, by(file));
    if (chance < 0.5) return advance(file, { pipeline, ...ANYWAY }, by(file));
    if (chance < 0.62) {
      const value = file.deal.pipelineValueMinor ?? 500_000;
      const deal = priced(value);
      return win(file, { pipeline, answers: { deal, ticks: ['signed'] }, closedAt: at - HOUR_MS }, by(file));
    }
    if (chance < 0.78) return lose(file, { pipeline, reasonId: pipeline.lostReasons[0]?.id ?? '', note: '' }, by(file));
    if (chance < 0.88) {
      const valueMinor = Math.round(1_000_000 * (0.2 + random()));
      return edit(file, { pipeline, edits: { deal: priced(valueMinor) } }, by(file));
    }
    if (chance < 0.95) return assign(file, file.deal.ownerId === anna.id ? piotr.id : anna.id, by(file));
    return withdraw(file, by(file));
  };
}

/** @param startAt its first working hour, ms. */
export async function createBusyCompany(database: Database, startAt: number, id = 'T1', seed = 7): Promise<BusyCompany> {
  const home = await createCompany(database, id);
  const piotr = await home.tenant.members.upsert({ slackUserId: 'U2', name: 'Piotr', at: startAt });
  const random = seededRandom(seed);
  const all = { ...home, piotr };
  let at = startAt;
  let deals = 0;
  const hour = async () => {
    const roll = random();
    if (roll < 0.4) {
      const valueMinor = Math.round(1_000_000 * (0.2 + random()));
      const ownerId = random() < 0.5 ? home.anna.id : piotr.id;
      await home.createDeal({ name: `Deal ${deals}`, ownerId, ...priced(valueMinor) }, at);
      deals += 1;
    } else if (deals > 0) {
      const number = 1 + Math.floor(random() * deals);
      const closed = (await home.tenant.deals(ALL_DEALS).file(number))?.deal.outcome !== 'open';
      // Closed deals are seldom touched again, and withdrawn ones never.
      if (closed && random() < 0.85) return;
      const saved = await home.tenant.deals(ALL_DEALS).change(number, decide(random, all, at), { key: null, at });
      if (!saved.ok || random() > 0.12) return;
      const takeBack = (file: DealFile, history: readonly DealEvent[]) =>
        undo(file, history, home.act(at + 60_000, 'manager', history.at(-1)?.actorId));
      await home.tenant.deals(ALL_DEALS).change(number, takeBack, { key: null, at: at + 60_000, history: true });
    }
  };
  return {
    ...all,
    workUntil: async (until) => {
      for (; at < until; at += 6 * HOUR_MS + 17 * 60_000) if (new Date(at).getUTCDay() % 6 !== 0) await hour();
    },
  };
}
