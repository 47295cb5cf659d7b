import { dateAt, daysBetween } from '../../core/calendar.ts';
import { isOpen } from '../../core/deal.ts';
import { ownWinOn, ownWinReasonId } from '../../core/own-win.ts';
import { may } from '../../core/rights.ts';
import { type Stage, stageById } from '../../core/stage.ts';
import { funnelModel } from '../../facts/model-facts.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { findDeal } from '../lookup.ts';
import { explainStage, isWritten, stagesMeant } from '../stage-explained.ts';
import { buttons, say } from '../views/blocks.ts';
import { WHY } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { readDealValue } from '../views/deal-value.ts';
import { stageWhyButton } from '../views/estimate-line.ts';
import { whichStage } from '../views/stage-why.ts';
import { whichDeal } from '../views/which-deal.ts';
import { whyMessage } from '../views/why.ts';
import { meant } from '../which.ts';

async function why(visit: Visit, number: number, stages: readonly Stage[] = []): Promise<Answer> {
  const { m, tenant, pipeline } = visit;
  const file = await tenant.deals.file(number);
  if (file === undefined) return { do: 'say', message: say(m.common.gone) };
  const { deal } = file;
  const stage = stageById(pipeline, deal.stageId);
  if (!isOpen(deal) || stage === undefined) {
    const below = buttons(...stages.map((each, index) => stageWhyButton(m, each, index)));
    return { do: 'say', message: say(m.digest.why.closed(dealTitle(deal)), ...below) };
  }
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
    stages,
    days: Math.max(0, daysBetween(dateAt(deal.stageSince, visit.timeZone), visit.today)),
  });
  return { do: 'say', message };
}

/**
 * A deal of that name or number, else a stage of that name. Typing errors in a deal's name are forgiven where no stage fits, and where one
 * fits only nearly, as `prospera` does Prospect: the deal is explained then, with the stage beside it.
 */
async function dealOrStage(visit: Visit, typed: string): Promise<Answer> {
  const { m, pipeline } = visit;
  if (typed.trim() === '') return { do: 'say', message: say(m.digest.why.which) };
  const stages = stagesMeant(visit, typed);
  const [stage] = stages;
  const found = await (stage === undefined ? meant(visit, typed) : findDeal(visit, typed, { openOnly: true, asTyped: true }));
  if (found.kind === 'one') return why(visit, found.deal.number, stages);
  if (found.kind === 'none' && stage !== undefined) {
    const near = isWritten(typed, stages) ? undefined : await meant(visit, typed);
    if (near?.kind === 'one') return why(visit, near.deal.number, stages);
    return stages.length === 1 ? explainStage(visit, stage) : { do: 'say', message: whichStage(m, stages) };
  }
  const asked = whichDeal(m, found, pipeline, { id: WHY, text: m.life.choose });
  const below = buttons(...stages.map((each, index) => stageWhyButton(m, each, index)));
  return { do: 'say', message: { ...asked, blocks: [...asked.blocks, ...below] } };
}

/** What a deal's win probability rests on, or a stage's, in plain words. */
export const whyFlow: Flow = {
  funnel: {
    why: { opens: false, run: dealOrStage },
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
