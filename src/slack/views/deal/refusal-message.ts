import type { Deal } from '../../../core/deal/deal.ts';
import { type Ask, isAskable, whomToAsk } from '../../../core/deal/hygiene/ask.ts';
import type { Refusal } from '../../../core/deal/refusal.ts';
import type { SaveResult } from '../../../core/deal/save-result.ts';
import type { Member } from '../../../core/people/member.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { type SafeText, safe } from '../../../locale/safe-text.ts';
import { type ButtonSpec, buttons, type Message, textMessage } from '../kit/blocks.ts';
import { literal, lowerInitial, memberNameText, personMention, richText } from '../kit/text.ts';
import { askButton } from './ask.ts';
import { REOPEN, SHOW } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { dealLine, dealTitle, stageOrOutcome } from './deal-title.ts';
import type { PipelineContext } from './row-pipeline.ts';

/** Whom and where the sentences are about. */
export type RefusalContext = PipelineContext & {
  readonly timeZone: string;
  /** Members by id: the owner, and who did the last change. */
  readonly members: ReadonlyMap<string, Member>;
};

const memberMention = (context: RefusalContext, id: string): SafeText => {
  const member = context.members.get(id);
  return member === undefined ? literal(id) : personMention(member);
};

/** Why nothing happened, as one sentence; `deal` is undefined only for a new deal. */
export function refusalSentence(
  m: Messages,
  { refusal, deal }: { readonly refusal: Refusal; readonly deal: Deal | undefined },
  context: RefusalContext,
): SafeText {
  const r = m.refusals;
  const title = deal === undefined ? safe`` : dealTitle(deal);
  switch (refusal.why) {
    case 'notAllowed': {
      if (refusal.readsOnly === true) return r.readsOnly;
      const what = refusal.action.startsWith('deal.') ? 'change' : refusal.action === 'settings.change' ? 'setup' : 'digest';
      return r.notAllowed(what, title, memberMention(context, refusal.ownerId));
    }
    case 'closed':
      if (refusal.outcome !== 'won' && refusal.outcome !== 'lost') return r.withdrawn(title);
      return r.closed(title, refusal.outcome, dateAt(refusal.closedAt ?? 0, context.timeZone));
    case 'notClosed':
      return r.notClosed(title);
    case 'noSuchStage':
      return r.noSuchStage(title);
    case 'alreadyThere':
      return r.alreadyThere(title, literal(refusal.stage.shortName));
    case 'missing':
      return r.missing(
        title,
        literal(refusal.stage.shortName),
        refusal.criteria.map((criterion) => literal(lowerInitial(criterion.text))),
      );
    case 'tooManySteps':
      return r.tooManySteps(title, refusal.most);
    case 'nothingToChange':
      return r.nothingToChange(title);
    case 'notYours':
      return r.notYours(title, memberMention(context, refusal.actorId));
    case 'duplicate':
      return r.duplicate(dealTitle(refusal.other));
    case 'reasonNeeded':
    case 'noSuchReason':
    case 'otherPipeline':
    case 'nameNeeded':
    case 'pastDate':
    case 'futureDate':
    case 'nothingToUndo':
    case 'tooLateToUndo':
      return r[refusal.why];
  }
}

/** The answer to a change that was not made: what happened instead, the deal as it is now, and what to do next. */
export function refusalMessage(
  m: Messages,
  {
    saved,
    asked,
  }: {
    readonly saved: Extract<SaveResult, { ok: false }>;
    readonly asked: { readonly number: number | undefined; readonly detail?: string };
  },
  context: RefusalContext,
): Message {
  if (saved.why === 'noSuchDeal') return textMessage(m.refusals.noSuchDeal(safe`D-${asked.number ?? safe``}`));
  if (saved.why === 'changedMeanwhile') {
    const { deal } = saved.file;
    const member = context.members.get(saved.last.actorId);
    const by = member === undefined ? literal(saved.last.actorId) : memberNameText(member);
    const text = m.refusals.changedMeanwhile({
      deal: dealTitle(deal),
      where: stageOrOutcome(deal, context.pipeline),
      who: by,
      at: m.f.time(saved.last.at, context.timeZone),
    });
    return textMessage(text, richText(dealLine(m, deal, context.pipeline)), ...buttons(showButton(m, deal)));
  }
  const deal = saved.file?.deal;
  const text = refusalSentence(m, { refusal: saved.refusal, deal }, context);
  const reopen: ButtonSpec | undefined =
    saved.refusal.why === 'closed' && deal !== undefined && saved.refusal.outcome !== 'withdrawn'
      ? { id: REOPEN, text: m.refusals.reopen, value: dealButtonValue(deal) }
      : undefined;
  return textMessage(
    text,
    ...(deal === undefined
      ? []
      : buttons(reopen, insteadButton(m, { refusal: saved.refusal, deal, detail: asked.detail }, context), showButton(m, deal))),
  );
}

/** For want of a right: asks who has it. */
function insteadButton(
  m: Messages,
  {
    refusal,
    deal,
    detail = null,
  }: { readonly refusal: Refusal; readonly deal: Deal; readonly detail: string | null | undefined },
  { members }: RefusalContext,
): ButtonSpec | undefined {
  const lacking =
    refusal.why === 'notAllowed'
      ? { action: refusal.action, ownerId: refusal.ownerId }
      : refusal.why === 'notYours'
        ? { action: 'deal.undo' as const, ownerId: refusal.actorId }
        : undefined;
  if (lacking === undefined || !isAskable(lacking.action)) return undefined;
  const { action } = lacking;
  const whom = whomToAsk(members.values(), { action, ownerId: lacking.ownerId });
  const ask: Ask = { action, version: deal.version, detail: detail ?? null };
  return whom === undefined ? undefined : askButton(m, { number: deal.number, ask, who: memberNameText(whom) });
}

const showButton = (m: Messages, deal: Deal): ButtonSpec => ({ id: SHOW, text: m.refusals.show, value: dealButtonValue(deal) });
