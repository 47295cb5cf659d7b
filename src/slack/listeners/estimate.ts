import { addDays } from '../../core/calendar.ts';
import { endOwnWin, ownWinOn, ownWinReasonId, setOwnWin } from '../../core/own-win.ts';
import { funnelModel } from '../../facts/model-facts.ts';
import { refusedForm, rewrite, told } from '../changing.ts';
import { readEstimate, USUAL_DAYS } from '../estimating.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { buttons, say } from '../views/blocks.ts';
import { ESTIMATE, ESTIMATE_END, UNDO, WHY } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { dealValue, readDealValue } from '../views/deal-value.ts';
import { chance } from '../views/digest-lines.ts';
import { ESTIMATE_FORM, estimateForm } from '../views/estimate-form.ts';
import { undoRow } from '../views/undo-row.ts';

async function ask(visit: Visit, number: number): Promise<Answer> {
  const { tenant, pipeline, today, at } = visit;
  const file = await tenant.deals.file(number);
  const refused = await refusedForm(visit, { number }, file, 'deal.estimate');
  if (refused !== undefined || file === undefined) return refused ?? { do: 'nothing' };
  const { deal } = file;
  const { model } = await funnelModel(tenant, pipeline, at);
  const own = ownWinOn(deal, today);
  const noteId = own === undefined ? null : ownWinReasonId(await tenant.deals.history(number));
  const draft = {
    computed: model.chance({ ...deal, ageMs: Math.max(0, at - deal.stageSince) }),
    win: own?.win,
    until: own?.until ?? addDays(today, USUAL_DAYS),
    reason: noteId === null ? undefined : await tenant.deals.noteText(noteId),
  };
  return { do: 'open', view: estimateForm(visit.m, deal, pipeline, draft) };
}

async function save(visit: Visit, number: number, form: Form): Promise<Answer> {
  const { m } = visit;
  const read = readEstimate(visit, form);
  if ('errors' in read) return { do: 'errors', errors: read.errors };
  const { own } = read;
  const saved = await rewrite(visit, number, (file) => setOwnWin(file, own, visit.act));
  return told(visit, { number }, saved, ({ file: { deal } }) =>
    say(
      m.estimate.saved(dealTitle(deal), chance(m, own.win), own.until),
      ...buttons(
        { id: UNDO, text: m.common.undo, value: dealValue(deal) },
        { id: WHY, text: m.digest.why.button, value: dealValue(deal) },
      ),
    ),
  );
}

async function end(visit: Visit, number: number): Promise<Answer> {
  const { m } = visit;
  const saved = await rewrite(visit, number, (file) => endOwnWin(file, visit.act));
  return told(visit, { number }, saved, ({ file: { deal } }) => say(m.estimate.ended(dealTitle(deal)), ...undoRow(m, deal)));
}

const about = (run: (visit: Visit, number: number) => Promise<Answer>) => async (visit: Visit, value: string) => {
  const seen = readDealValue(value);
  return seen === undefined ? ({ do: 'say', message: say(visit.m.common.gone) } as const) : run(visit, seen.number);
};

/** One's own estimate of a deal's win probability: who, why, until when; the computed one stays beside it. */
export const estimateFlow: Flow = {
  buttons: {
    [ESTIMATE]: { opens: true, run: (visit, press) => about(ask)(visit, press.value) },
    [ESTIMATE_END]: { run: (visit, press) => about(end)(visit, press.value) },
  },
  forms: {
    [ESTIMATE_FORM]: (visit, form, data) => about((_, number) => save(visit, number, form))(visit, data),
  },
};
