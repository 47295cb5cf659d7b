import { dateAt, daysBetween } from '../../core/calendar.ts';
import { isOpen } from '../../core/deal.ts';
import { ownWinOn, ownWinReasonId } from '../../core/own-win.ts';
import { may } from '../../core/rights.ts';
import { stageById } from '../../core/stage.ts';
import { funnelModel } from '../../facts/model-facts.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { say } from '../views/blocks.ts';
import { WHY } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { readDealValue } from '../views/deal-value.ts';
import { whyMessage } from '../views/why.ts';
import { oneDeal } from '../which.ts';

async function why(visit: Visit, number: number): Promise<Answer> {
  const { m, tenant, pipeline } = visit;
  const file = await tenant.deals.file(number);
  if (file === undefined) return { do: 'say', message: say(m.common.gone) };
  const { deal } = file;
  const stage = stageById(pipeline, deal.stageId);
  if (!isOpen(deal) || stage === undefined) return { do: 'say', message: say(m.digest.why.closed(dealTitle(deal))) };
  const { model } = await funnelModel(tenant, pipeline, visit.at);
  const ageMs = Math.max(0, visit.at - deal.stageSince);
  const own = ownWinOn(deal, visit.today);
  const noteId = own === undefined ? null : ownWinReasonId(await tenant.deals.history(number));
  const estimate =
    own === undefined
      ? undefined
      : {
          ...own,
          author: await tenant.members.byId(own.by),
          isMine: own.by === visit.member.id,
          reason: noteId === null ? undefined : await tenant.deals.noteText(noteId),
        };
  const message = whyMessage(m, deal, stage, {
    now: model.winProbability({ stageId: stage.id, ageMs, ownerId: deal.ownerId, tier: deal.tier }),
    stage: model.stageFacts(stage.id),
    estimate,
    mayEstimate: may(visit.member.role, 'deal.estimate', { own: deal.ownerId === visit.member.id }),
    days: Math.max(0, daysBetween(dateAt(deal.stageSince, visit.timeZone), visit.today)),
  });
  return { do: 'say', message };
}

/** What a deal's win probability rests on, in plain words. */
export const whyFlow: Flow = {
  funnel: {
    why: {
      opens: false,
      run: async (visit, rest) => {
        const one = await oneDeal(visit, rest, { ask: visit.m.digest.why.which, choose: WHY, openOnly: true });
        return 'answer' in one ? one.answer : why(visit, one.deal.number);
      },
    },
  },
  buttons: {
    [WHY]: {
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : why(visit, seen.number);
      },
    },
  },
};
