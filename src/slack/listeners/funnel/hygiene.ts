import type { DealFile } from '../../../core/deal/deal.ts';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import { edit } from '../../../core/deal/edit.ts';
import { hygieneState, markKept } from '../../../core/deal/hygiene/hygiene.ts';
import type { SaveResult } from '../../../core/deal/save-result.ts';
import type { PipelineId } from '../../../core/ids.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { loadHygieneNow } from '../../../facts/hygiene-rows.ts';
import { type SafeText, safe } from '../../../locale/safe-text.ts';
import { dealPipeline } from '../../request/deal-pipeline.ts';
import type { ButtonHandler, Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { askLostReason } from '../../steps/ask-lost-reason.ts';
import { changeWithRetry, refuseForm, replyRefusal, replySaved } from '../../steps/change-deal.ts';
import { refreshHygieneRows } from '../../steps/refresh-hygiene-rows.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { slipQuestion } from '../../views/deal/slip-question.ts';
import { undoAndShowRow, undoRow } from '../../views/deal/undo-row.ts';
import {
  HYGIENE_ACTIONS,
  HYGIENE_DATE_FIELD,
  HYGIENE_DATE_FORM,
  type HygieneDateFormData,
  type HygienePress,
  hygieneDateForm,
  hygieneDateFormData,
  OPEN_HYGIENE,
  ownHygieneMessage,
  parseHygieneButtonValue,
  parseOpenHygieneValue,
} from '../../views/funnel/hygiene.ts';
import { textMessage } from '../../views/kit/blocks.ts';

/** Deals of one's own list. */
const MAX_ROWS = 8;
/** The reason that is chosen already when a deal is dropped. */
const NO_DECISION_REASON_ID = 'decision';

/** The deals that the person may tidy up: one's own; of a manager, everybody's. */
async function showHygieneList(
  context: RequestContext,
  { pipelineId, since }: { readonly pipelineId: PipelineId; readonly since: Instant },
  said?: SafeText,
): Promise<Reply> {
  const { member, today } = context;
  const all = isAllowed(member.role, 'deal.edit', { own: false });
  const whose = all ? { pipelineId } : { pipelineId, ownerId: member.id };
  const { rows, more } = await loadHygieneNow(context.deals, whose, { since, today, limit: MAX_ROWS });
  return {
    kind: 'say',
    message: ownHygieneMessage(context.m, rows, { more, since, said }),
    replacesOriginal: said !== undefined,
  };
}

/** A button of a row: reads which, or says that the button is too old. */
const rowButton = (run: (context: RequestContext, seen: HygienePress) => Promise<Reply>, opens = false): ButtonHandler => ({
  opensForm: opens,
  run: async (context, press) => {
    const seen = parseHygieneButtonValue(press.value);
    return seen === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : run(context, seen);
  },
});

/** Notes that a deal stays; what others did meanwhile does not stand against it, and twice is once. */
async function keepRow(context: RequestContext, seen: HygienePress): Promise<Reply> {
  const { m, today } = context;
  const decide = (file: DealFile, history: readonly DealEvent[]) => markKept(file, { history, since: seen.since }, context.act);
  const saved = await changeWithRetry(context, { number: seen.number, history: true }, decide);
  if (!saved.ok && saved.why === 'noSuchDeal') return replySaved(context, { seen, saved }, () => textMessage(safe``));
  const deal = saved.file?.deal;
  if (deal === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  // The rows show what was done, whoever did it.
  await refreshHygieneRows(context, deal, seen.key);
  const twice = !saved.ok && saved.why === 'refused' && saved.refusal.why === 'nothingToChange';
  if (!saved.ok && !twice) return replyRefusal(context, seen, saved);
  const state = hygieneState(deal, { history: await context.deals.history(deal.number), since: seen.since }, today);
  const title = dealTitle(deal);
  const sentence = saved.ok
    ? m.hygiene.keeps(title)
    : state.kind === 'dated'
      ? m.hygiene.hasDate(title, state.on)
      : m.hygiene.keptAlready(title);
  if (seen.key === null) return showHygieneList(context, { pipelineId: deal.pipelineId, since: seen.since }, sentence);
  const undo = saved.ok ? undoRow(m, deal) : [];
  return { kind: 'say', message: textMessage(sentence, ...undo) };
}

async function openDateForm(context: RequestContext, seen: HygienePress): Promise<Reply> {
  const file = await context.deals.file(seen.number);
  const refused = await refuseForm(context, { seen, file }, 'deal.edit');
  // A row that was dealt with otherwise says so from now on.
  if (refused !== undefined && file !== undefined) await refreshHygieneRows(context, file.deal, seen.key);
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  return { kind: 'open', view: hygieneDateForm(context.m, file.deal, seen) };
}

/** A date that lost a race is decided anew so often. */
const MAX_RETRIES = 4;

/** Sets the date. Another date that somebody set meanwhile stands against it; a note or a next step does not. */
async function saveCloseDate(
  context: RequestContext,
  seen: HygienePress,
  { closeOn, retries = MAX_RETRIES }: { readonly closeOn: PlainDate; readonly retries?: number },
): Promise<SaveResult> {
  const { deals } = context;
  const [file, history] = await Promise.all([deals.file(seen.number), deals.history(seen.number)]);
  const shown = history.find(({ version }) => version === seen.version)?.after.closeOn;
  const untouched = file !== undefined && file.deal.closeOn === shown;
  const seenVersion = untouched ? file.deal.version : seen.version;
  const saved = await deals.change(
    seen.number,
    (now) => edit(now, { pipeline: dealPipeline(context, now.deal), edits: { deal: { closeOn } } }, context.act),
    {
      ...context.writeRequest(),
      ...(seenVersion === undefined ? {} : { seenVersion }),
    },
  );
  const raced = !saved.ok && saved.why === 'changedMeanwhile' && untouched && retries > 0;
  return raced ? saveCloseDate(context, seen, { closeOn, retries: retries - 1 }) : saved;
}

async function submitDate(context: RequestContext, form: Form, { deal, since, key }: HygieneDateFormData): Promise<Reply> {
  const { m } = context;
  const seen = { ...deal, since, key };
  const closeOn = form.date(HYGIENE_DATE_FIELD);
  if (closeOn === null || closeOn < context.today) return { kind: 'errors', errors: { [HYGIENE_DATE_FIELD]: m.input.date.past } };
  const saved = await saveCloseDate(context, seen, { closeOn });
  // The rows show what was done, whoever did it.
  const file = saved.ok || saved.why !== 'noSuchDeal' ? saved.file : undefined;
  if (file !== undefined) await refreshHygieneRows(context, file.deal, seen.key);
  return replySaved(context, { seen, saved }, ({ file: { deal }, event }) => {
    const below = undoAndShowRow(m, deal);
    return textMessage(m.hygiene.dated(dealTitle(deal), closeOn), ...below, ...slipQuestion(m, event));
  });
}

async function openDropForm(context: RequestContext, seen: HygienePress): Promise<Reply> {
  const answer = await askLostReason(context, seen, { from: { reasonId: NO_DECISION_REASON_ID, post: seen.key } });
  const file = answer.kind === 'say' ? await context.deals.file(seen.number) : undefined;
  if (file !== undefined) await refreshHygieneRows(context, file.deal, seen.key);
  return answer;
}

/** Deals past their close date or without one: kept, dated anew, or dropped, by their owner or a manager. */
export const hygieneFlow = {
  buttons: {
    [OPEN_HYGIENE]: {
      run: async (context, press) => {
        const post = parseOpenHygieneValue(press.value);
        return post === undefined
          ? { kind: 'say', message: textMessage(context.m.common.gone) }
          : showHygieneList(context, { pipelineId: post.pipelineId, since: post.at });
      },
    },
    [HYGIENE_ACTIONS.keep]: rowButton(keepRow),
    [HYGIENE_ACTIONS.date]: rowButton(openDateForm, true),
    [HYGIENE_ACTIONS.drop]: rowButton(openDropForm, true),
  },
  forms: { [HYGIENE_DATE_FORM]: submitHandler(hygieneDateFormData, submitDate) },
} satisfies Flow;
