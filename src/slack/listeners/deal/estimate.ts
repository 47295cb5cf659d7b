import { clearWinOverride, setWinOverride, winOverrideOn, winOverrideReasonId } from '../../../core/deal/win-override.ts';
import { addDays } from '../../../core/time/calendar.ts';
import { loadFunnelModel } from '../../../facts/model-facts.ts';
import { dealPipeline } from '../../request/deal-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { changeWithRetry, refuseForm, replySaved } from '../../steps/change-deal.ts';
import { DEFAULT_ESTIMATE_DAYS, readEstimate } from '../../steps/input/read-estimate.ts';
import { DEAL_WHY, ESTIMATE, ESTIMATE_END, UNDO } from '../../views/deal/deal-actions.ts';
import { dealButtonValue, parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { dealFormData } from '../../views/deal/deal-form-data.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { ESTIMATE_FORM, estimateForm } from '../../views/deal/forms/estimate-form.ts';
import { undoRow } from '../../views/deal/undo-row.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { clampedPercent } from '../../views/kit/figures.ts';

async function openEstimateForm(context: RequestContext, number: number): Promise<Reply> {
  const { tenant, today, at } = context;
  const file = await context.deals.file(number);
  const refused = await refuseForm(context, { seen: { number }, file }, 'deal.estimate');
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  const { deal } = file;
  const pipeline = dealPipeline(context, deal);
  const { model } = await loadFunnelModel(tenant, pipeline, at);
  const own = winOverrideOn(deal, today);
  const noteId = own === undefined ? null : winOverrideReasonId(await context.deals.history(number));
  const draft = {
    computed: model.winProbability({ ...deal, ageMs: Math.max(0, at - deal.stageSince) }),
    win: own?.win,
    until: own?.until ?? addDays(today, DEFAULT_ESTIMATE_DAYS),
    reason: noteId === null ? undefined : await context.deals.noteText(noteId),
  };
  return { kind: 'open', view: estimateForm(context.m, { deal, pipeline }, draft) };
}

async function saveEstimate(context: RequestContext, number: number, form: Form): Promise<Reply> {
  const { m } = context;
  const read = readEstimate(context, form);
  if ('errors' in read) return { kind: 'errors', errors: read.errors };
  const { own } = read;
  const saved = await changeWithRetry(context, { number }, (file) => setWinOverride(file, own, context.act));
  return replySaved(context, { seen: { number }, saved }, ({ file: { deal } }) =>
    textMessage(
      m.estimate.saved(dealTitle(deal), clampedPercent(m, own.win), own.until),
      ...buttons(
        { id: UNDO, text: m.common.undo, value: dealButtonValue(deal) },
        { id: DEAL_WHY, text: m.digest.why.button, value: dealButtonValue(deal) },
      ),
    ),
  );
}

async function endEstimate(context: RequestContext, number: number): Promise<Reply> {
  const { m } = context;
  const saved = await changeWithRetry(context, { number }, (file) => clearWinOverride(file, context.act));
  return replySaved(context, { seen: { number }, saved }, ({ file: { deal } }) =>
    textMessage(m.estimate.ended(dealTitle(deal)), ...undoRow(m, deal)),
  );
}

const withDealNumber =
  (run: (context: RequestContext, number: number) => Promise<Reply>) => async (context: RequestContext, value: string) => {
    const seen = parseDealButtonValue(value);
    return seen === undefined
      ? ({ kind: 'say', message: textMessage(context.m.common.gone) } as const)
      : run(context, seen.number);
  };

/** One's own estimate of a deal's win probability: who, why, until when; the computed one stays beside it. */
export const estimateFlow = {
  buttons: {
    [ESTIMATE]: { opensForm: true, run: (context, press) => withDealNumber(openEstimateForm)(context, press.value) },
    [ESTIMATE_END]: { run: (context, press) => withDealNumber(endEstimate)(context, press.value) },
  },
  forms: {
    [ESTIMATE_FORM]: submitHandler(dealFormData, (context, form, { deal }) => saveEstimate(context, deal.number, form)),
  },
} satisfies Flow;
