import { move } from '../../core/advance.ts';
import type { Deal } from '../../core/deal.ts';
import { stageNames } from '../../core/pipeline-templates.ts';
import { type Stage, stageById } from '../../core/stage.ts';
import { readText, tidy, withNames } from '../../input/normalise.ts';
import { moveSplits } from '../../input/reference.ts';
import { matchStage } from '../../input/stage-reference.ts';
import { reminderDay } from '../entering.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { findDeal } from '../lookup.ts';
import { askWon } from '../moving.ts';
import { refusalContext } from '../refusal-context.ts';
import { say } from '../views/blocks.ts';
import { MOVE } from '../views/deal-actions.ts';
import { readDealValue, type SeenDeal } from '../views/deal-value.ts';
import { MOVE_FIELDS, MOVE_FORM, moveForm } from '../views/move-form.ts';
import { moved } from '../views/moved.ts';
import { notSaved } from '../views/not-saved.ts';
import { oneDeal } from '../which.ts';

/** Where a reason begins. */
const REASON = /(?:,|;|:|\s[–-])?\s+(?:because|since|as|bo|poniewa[zż]|gdy[zż])\s+|[,;:]\s+|\s[–-]\s/iu;

type Goal = { readonly stage: Stage | undefined; readonly reason: string };

/** `offer because they know us`: the stage, and why. */
function goalOf(visit: Visit, text: string): Goal {
  const [first = '', ...rest] = text.split(REASON);
  const match = matchStage(first, stageNames(visit.pipeline.stages));
  const stage = match.kind === 'one' ? stageById(visit.pipeline, match.id) : undefined;
  return { stage, reason: tidy(stage === undefined ? text : rest.join(', ')) };
}

async function typed(visit: Visit, rest: string): Promise<Answer> {
  const { m } = visit;
  const text = withNames(readText(rest));
  if (text === '') return { do: 'say', message: say(m.life.whichMove) };
  for (const { reference, rest: goal } of moveSplits(text)) {
    const found = await findDeal(visit, reference, { openOnly: true, asTyped: true });
    if (found.kind === 'one') return go(visit, found.deal, goalOf(visit, goal));
  }
  const one = await oneDeal(visit, text, { ask: m.life.whichMove, choose: MOVE, openOnly: true });
  return 'answer' in one ? one.answer : go(visit, one.deal, { stage: undefined, reason: '' });
}

/** Moves at once where stage and reason are clear, else asks for what is not. */
async function go(visit: Visit, deal: Deal, { stage, reason }: Goal): Promise<Answer> {
  const known = { ...(stage === undefined ? {} : { stageId: stage.id }), reason };
  if (stage === undefined) return { do: 'open', view: moveForm(visit.m, deal, visit.pipeline, known) };
  const answer = await carryOut(visit, { number: deal.number, version: deal.version }, stage, reason);
  return answer === 'reason' ? { do: 'open', view: moveForm(visit.m, deal, visit.pipeline, known) } : answer;
}

async function carryOut(visit: Visit, seen: SeenDeal, stage: Stage, reason: string): Promise<Answer | 'reason'> {
  if (stage.kind === 'won') return askWon(visit, seen);
  const anyway = { remindOn: reminderDay(visit.today) };
  const saved = await visit.tenant.deals.change(
    seen.number,
    (file) => move(file, visit.pipeline, stage.id, reason, { anyway }, visit.act),
    { ...visit.request(), ...(seen.version === undefined ? {} : { seenVersion: seen.version }) },
  );
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'reasonNeeded') return 'reason';
  const context = await refusalContext(visit);
  const message = saved.ok ? moved(visit.m, saved.file, saved.event, context) : notSaved(visit.m, saved, seen, context);
  return { do: 'say', message };
}

/** Moving a deal past stages or back, each with its reason. */
export const moveFlow: Flow = {
  deal: { move: { opens: true, run: typed } },
  buttons: {
    [MOVE]: {
      opens: true,
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        const file = seen === undefined ? undefined : await visit.tenant.deals.file(seen.number);
        if (file === undefined) return { do: 'say', message: say(visit.m.common.gone) };
        return { do: 'open', view: moveForm(visit.m, file.deal, visit.pipeline, {}) };
      },
    },
  },
  forms: {
    [MOVE_FORM]: async (visit, form, data) => {
      const seen = readDealValue(data);
      const stage = stageById(visit.pipeline, form.choice(MOVE_FIELDS.stage) ?? '');
      if (seen === undefined) return { do: 'say', message: say(visit.m.common.gone) };
      if (stage === undefined) return { do: 'errors', errors: { [MOVE_FIELDS.stage]: visit.m.life.moveTo } };
      const answer = await carryOut(visit, seen, stage, form.text(MOVE_FIELDS.reason) ?? '');
      return answer === 'reason' ? { do: 'errors', errors: { [MOVE_FIELDS.reason]: visit.m.refusals.reasonNeeded } } : answer;
    },
  },
};
