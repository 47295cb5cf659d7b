import { missingCriteria } from '../../../core/deal/criteria.ts';
import type { DealFile } from '../../../core/deal/deal.ts';
import { isLanguage } from '../../../core/people/language.ts';
import { nextStage, stageById } from '../../../core/pipeline/stage.ts';
import { isTimeZone } from '../../../core/time/calendar.ts';
import { type DealDraft, parseDealLine } from '../../../input/lines/deal-line.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { dateContext } from '../../request/date-context.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { isAnyDealMade } from '../../steps/adopt-first-currency.ts';
import { loadStageForm } from '../../steps/advance-deal.ts';
import { claimOrCheckAdmin, maySetUp, proposedCurrency, replyAdminsOnly } from '../../steps/first-admin.ts';
import { createFirstDeal, type StartChoice, saveStart } from '../../steps/settings/save-start.ts';
import { OPEN_NEW_DEAL } from '../../views/deal/deal-actions.ts';
import { dealCreated } from '../../views/deal/deal-created.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { problemSentence } from '../../views/deal/forms/new-deal-form.ts';
import { OPEN_SETUP, OPEN_START } from '../../views/kit/action-ids.ts';
import { buttons, type Message, textMessage } from '../../views/kit/blocks.ts';
import { literal, richText } from '../../views/kit/text.ts';
import { START_FIELDS, START_FORM, startForm, startFormData } from '../../views/workspace/start.ts';

const isChannel = (id: string | null): id is string => id !== null && /^[CG]/.test(id);

/** Nothing is set up yet; a deal may have been made meanwhile. */
const mayBegin = async (context: RequestContext): Promise<boolean> =>
  (await context.tenant.subscriptions.all()).length === 0 && (await maySetUp(context));

function replyAlready({ m }: RequestContext): Reply {
  const below = buttons(
    { id: OPEN_NEW_DEAL, text: m.lists.addFirst, value: '', style: 'primary' },
    { id: OPEN_SETUP, text: m.setup.open, value: 'setup' },
  );
  return { kind: 'say', message: textMessage(m.start.already, ...below) };
}

/** The form, filled from what Slack says of the person; on Home and in direct messages with the channel that Lejek was invited to. */
async function openStartForm(context: RequestContext): Promise<Reply> {
  if (!(await mayBegin(context))) return replyAlready(context);
  const { m, member, channelId, timeZone, language } = context;
  const isNew = !(await isAnyDealMade(context));
  const view = startForm(m, {
    channelId: isChannel(channelId) ? channelId : await context.findOwnChannel(),
    timeZone: member.timeZone ?? timeZone,
    language,
    currency: proposedCurrency(context, { isNew }),
    currencyOpen: isNew,
  });
  return { kind: 'open', view };
}

type StartFormResult =
  | { readonly choice: StartChoice; readonly draft: DealDraft | undefined }
  | { readonly errors: Readonly<Record<string, SafeText>> };

/** Reads the form, or says under which field what is wrong. @param proposed currency: one that the line names counts before it. */
async function readStartForm(context: RequestContext, form: Form, proposed: string): Promise<StartFormResult> {
  const { m, language } = context;
  const errors: Record<string, SafeText> = {};
  const channelId = form.choice(START_FIELDS.channel);
  const channel = channelId === null ? undefined : await context.lookUpChannel(channelId);
  if (channel?.ok === false) errors[START_FIELDS.channel] = m.setup.errors[channel.why];
  if (channel?.ok === true && channel.isShared) errors[START_FIELDS.channel] = m.start.shared;
  const timeZone = form.choice(START_FIELDS.zone) ?? '';
  if (!isTimeZone(timeZone)) errors[START_FIELDS.zone] = m.setup.errors.zone;
  const chosen = form.choice(START_FIELDS.currency);
  const line = form.text(START_FIELDS.line);
  const draft =
    line === null ? undefined : parseDealLine(line, { ...dateContext(context), currency: chosen ?? context.pipeline.currency });
  const unread = draft?.problems.filter(({ why }) => why !== 'dayOrMonth') ?? [];
  const [first] = unread;
  if (first !== undefined) errors[START_FIELDS.line] = problemSentence(m, first);
  else if (draft?.name === '') errors[START_FIELDS.line] = m.refusals.nameNeeded;
  if (Object.keys(errors).length > 0) return { errors };
  const spoken = form.choice(START_FIELDS.language);
  const currency = chosen === proposed ? (draft?.money?.currency ?? chosen) : chosen;
  return {
    choice: {
      channel: channel?.ok === true ? channel : undefined,
      timeZone,
      language: isLanguage(spoken) ? spoken : language,
      currency,
    },
    draft,
  };
}

/** What was done, as ticked lines above the form that goes on. */
function doneLines(
  { m, pipeline }: RequestContext,
  { channel, claimed, file }: { readonly channel: StartChoice['channel']; readonly claimed: boolean; readonly file: DealFile },
): SafeText {
  const { done } = m.start;
  const stage = stageById(pipeline, file.deal.stageId);
  return joinSafe(
    [
      channel === undefined ? done.alone : done.channel(literal(`#${channel.name}`)),
      ...(claimed && channel !== undefined ? [done.rights] : []),
      done.deal(dealTitle(file.deal), literal(stage?.shortName ?? '')),
      done.next,
    ],
    '\n',
  );
}

async function submitForm(context: RequestContext, form: Form, { proposed }: { readonly proposed: string }): Promise<Reply> {
  if (!(await mayBegin(context))) return replyAlready(context);
  const read = await readStartForm(context, form, proposed);
  if ('errors' in read) return { kind: 'errors', errors: read.errors };
  const { choice, draft } = read;
  const { ok, claimed } = await claimOrCheckAdmin(context);
  if (!ok) return replyAdminsOnly(context);
  const setUp = await saveStart(context, choice, { claimed });
  // As it is stored now: where somebody has made a deal meanwhile, totals keep the currency that they had.
  const currency = (await context.tenant.pipeline(context.pipeline.id))?.currency ?? context.pipeline.currency;
  const ready: RequestContext = { ...context, pipeline: { ...context.pipeline, currency } };
  const file = draft === undefined ? undefined : await createFirstDeal(ready, draft);
  return file === undefined
    ? { kind: 'say', message: setUp ?? startedAlone(context) }
    : advanceFirstDeal(ready, { file, setUp, lines: doneLines(ready, { channel: choice.channel, claimed, file }) });
}

/** The first deal goes on in the same window: what its next stage asks for, below what was done. */
async function advanceFirstDeal(
  context: RequestContext,
  { file, setUp, lines }: { readonly file: DealFile; readonly setUp: Message | undefined; readonly lines: SafeText },
): Promise<Reply> {
  const { m, member, pipeline } = context;
  const created = dealCreated(m, file.deal, { pipeline, owner: member, asker: member });
  const stage = nextStage(pipeline, file.deal.stageId);
  if (stage === undefined || missingCriteria(stage, file).length === 0) return { kind: 'say', message: created };
  const view = await loadStageForm(context, { file, stage });
  return {
    kind: 'update',
    view: { ...view, blocks: [richText(lines), { type: 'divider' }, ...view.blocks] },
    beside: setUp ?? created,
  };
}

const startedAlone = ({ m }: RequestContext): Message =>
  textMessage(m.start.done.alone, ...buttons({ id: OPEN_NEW_DEAL, text: m.lists.addFirst, value: '', style: 'primary' }));

/** The first minutes: one form, in which a team begins as well as somebody who is alone. */
export const startFlow = {
  buttons: { [OPEN_START]: { opensForm: true, allowedInExternalChannel: true, run: openStartForm } },
  forms: { [START_FORM]: submitHandler(startFormData, submitForm) },
} satisfies Flow;
