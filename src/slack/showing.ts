import type { Answer, Visit } from './flow.ts';
import { refusalContext } from './refusal-context.ts';
import { dealCard } from './views/deal-card.ts';
import { notSaved } from './views/not-saved.ts';

/** A deal as it is now, whole. */
export async function show(visit: Visit, number: number): Promise<Answer> {
  const [file, history, context] = await Promise.all([
    visit.tenant.deals.file(number),
    visit.tenant.deals.history(number),
    refusalContext(visit),
  ]);
  if (file === undefined) return { do: 'say', message: notSaved(visit.m, { ok: false, why: 'noSuchDeal' }, { number }, context) };
  const message = dealCard(visit.m, file, history, { ...context, asker: visit.member, today: visit.today, solo: visit.solo });
  return { do: 'say', message };
}
