import { nextStage, stageById } from '../../core/stage.ts';
import { readAnswers } from '../entering.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { findDeal } from '../lookup.ts';
import { enter, formFor, step } from '../moving.ts';
import { refusalContext } from '../refusal-context.ts';
import { suggestedDeals } from '../suggested.ts';
import { ADVANCE_FIELDS, ADVANCE_FORM, readAdvanceData } from '../views/advance-form.ts';
import { say } from '../views/blocks.ts';
import { ADVANCE } from '../views/deal-actions.ts';
import { dealPicker, PICKED, PICKER_FORM } from '../views/deal-picker.ts';
import { readDealValue } from '../views/deal-value.ts';
import { notSaved } from '../views/not-saved.ts';
import { whichDeal } from '../views/which-deal.ts';

async function typed(visit: Visit, rest: string): Promise<Answer> {
  const { m } = visit;
  if (rest.trim() === '') return { do: 'open', view: dealPicker(m) };
  const open = await findDeal(visit, rest, { openOnly: true });
  // A closed deal is said to be closed rather than not to be there.
  const found = open.kind === 'none' ? await findDeal(visit, rest, { openOnly: false }) : open;
  if (found.kind !== 'one')
    return { do: 'say', message: whichDeal(m, found, visit.pipeline, { id: ADVANCE, text: m.advance.choose }) };
  return step(visit, { number: found.deal.number, version: undefined }, found.file);
}

async function pressed(visit: Visit, value: string): Promise<Answer> {
  const seen = readDealValue(value);
  return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : step(visit, seen);
}

async function picked(visit: Visit, form: Form): Promise<Answer> {
  const answer = await pressed(visit, form.choice(PICKED) ?? '');
  return answer.do === 'open' ? { do: 'update', view: answer.view } : answer;
}

async function submitted(visit: Visit, form: Form, data: string): Promise<Answer> {
  const { deal, stageId } = readAdvanceData(data);
  const seen = readDealValue(deal);
  if (seen === undefined) return { do: 'say', message: say(visit.m.common.gone) };
  const stage = stageById(visit.pipeline, stageId);
  const file = await visit.tenant.deals.file(seen.number);
  if (stage === undefined || file === undefined) return stageGone(visit, seen.number);
  // An admin may have put another stage before the one that the form was about.
  const next = nextStage(visit.pipeline, file.deal.stageId);
  const elsewhere = file.deal.version === seen.version && stage.kind === 'open' && next !== undefined && next.id !== stage.id;
  if (elsewhere) return { do: 'update', view: await formFor(visit, file, next) };
  const wonOn = form.choice(ADVANCE_FIELDS.wonOn);
  if (wonOn !== null && wonOn > visit.today)
    return { do: 'errors', errors: { [ADVANCE_FIELDS.wonOn]: visit.m.refusals.futureDate } };
  const read = await readAnswers(visit, form, stage);
  if (!read.ok) return { do: 'errors', errors: read.errors };
  const entering = { answers: read.answers, ...(read.anyway === undefined ? {} : { anyway: read.anyway }) };
  const answer = await enter(visit, seen, stage, entering, wonOn);
  return answer.do === 'open' ? { do: 'update', view: answer.view } : answer;
}

async function stageGone(visit: Visit, number: number): Promise<Answer> {
  const file = await visit.tenant.deals.file(number);
  const saved =
    file === undefined
      ? ({ ok: false, why: 'noSuchDeal' } as const)
      : ({ ok: false, why: 'refused', refusal: { why: 'noSuchStage' }, file } as const);
  return { do: 'say', message: notSaved(visit.m, saved, { number }, await refusalContext(visit)) };
}

/** Moving a deal to its next stage. */
export const advanceFlow: Flow = {
  deal: { advance: { opens: true, run: typed } },
  buttons: { [ADVANCE]: { opens: true, run: (visit, press) => pressed(visit, press.value) } },
  forms: { [ADVANCE_FORM]: submitted, [PICKER_FORM]: picked },
  options: { [PICKED]: (visit, text) => suggestedDeals(visit, text, false) },
};
