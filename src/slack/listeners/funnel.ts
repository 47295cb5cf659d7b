import { may } from '../../core/rights.ts';
import { weekFacts } from '../../facts/week-facts.ts';
import { digestContext } from '../digest-context.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { behindButton } from '../views/behind-numbers.ts';
import { buttons } from '../views/blocks.ts';
import { MINE, NEW, WEEK } from '../views/deal-actions.ts';
import { funnelNow } from '../views/digest.ts';
import { FUNNEL_NOW } from '../views/help.ts';
import { SETUP } from '../views/problem.ts';

async function now(visit: Visit): Promise<Answer> {
  const { m, tenant, pipeline, member } = visit;
  const rhythm = { weekday: 1, timeOfDay: '09:00', timeZone: visit.timeZone };
  const [facts, context, subscriptions] = await Promise.all([
    weekFacts(tenant, pipeline, rhythm, visit.at),
    digestContext(tenant, pipeline.id),
    tenant.subscriptions.all(),
  ]);
  const below = buttons(
    facts.open.count === 0 ? undefined : behindButton(m, facts),
    facts.open.count === 0
      ? { id: NEW, text: m.help.newDeal, value: '', style: 'primary' }
      : { id: MINE, text: m.help.myDeals, value: 'mine' },
    may(member.role, 'digest.preview') ? { id: WEEK, text: m.digest.week, value: 'week' } : undefined,
    subscriptions.length === 0 ? { id: SETUP, text: m.alerts.openSetup, value: 'setup' } : undefined,
  );
  return { do: 'say', message: funnelNow(m, facts, context, ...below) };
}

/** The funnel as it stands. */
export const funnelFlow: Flow = {
  funnel: { now: { opens: false, run: now } },
  buttons: { [FUNNEL_NOW]: { run: now } },
};
