import { dateAt } from '../../core/calendar.ts';
import type { Deal } from '../../core/deal.ts';
import type { Member } from '../../core/member.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Saved } from '../../core/saved.ts';
import type { Pipeline } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { type ButtonSpec, buttons, type Message, say } from './blocks.ts';
import { REOPEN, SHOW } from './deal-actions.ts';
import { dealLine, dealTitle, whereItIs } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { literal, lowered, nameOf, rich, type Tagged, who } from './text.ts';

/** Whom and where the sentences are about. */
export type RefusalContext = {
  readonly pipeline: Pipeline;
  readonly timeZone: string;
  /** Members by id: the owner, and who did the last change. */
  readonly members: ReadonlyMap<string, Member>;
};

const person = (context: RefusalContext, id: string): Tagged => {
  const member = context.members.get(id);
  return member === undefined ? literal(id) : who(member);
};

/** Why nothing happened, as one sentence; `deal` is undefined only for a new deal. */
export function refusalSentence(m: Messages, refusal: Refusal, deal: Deal | undefined, context: RefusalContext): Tagged {
  const r = m.refusals;
  const title = deal === undefined ? '' : dealTitle(deal);
  switch (refusal.why) {
    case 'notAllowed': {
      const what = refusal.action.startsWith('deal.') ? 'change' : refusal.action === 'settings.change' ? 'setup' : 'digest';
      return r.notAllowed(what, title, person(context, refusal.ownerId));
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
        refusal.criteria.map((criterion) => literal(lowered(criterion.text))),
      );
    case 'nothingToChange':
      return r.nothingToChange(title);
    case 'notYours':
      return r.notYours(title, person(context, refusal.actorId));
    case 'reasonNeeded':
    case 'noSuchReason':
    case 'nameNeeded':
    case 'pastDate':
    case 'futureDate':
    case 'nothingToUndo':
    case 'tooLateToUndo':
      return r[refusal.why];
  }
}

/** The answer to a change that was not made: what happened instead, the deal as it is now, and what to do next. */
export function notSaved(
  m: Messages,
  saved: Extract<Saved, { ok: false }>,
  asked: { readonly number: number | undefined },
  context: RefusalContext,
): Message {
  if (saved.why === 'noSuchDeal') return say(m.refusals.noSuchDeal(`D-${asked.number ?? ''}`));
  if (saved.why === 'changedMeanwhile') {
    const { deal } = saved.file;
    const member = context.members.get(saved.last.actorId);
    const by = member === undefined ? literal(saved.last.actorId) : nameOf(member);
    const text = m.refusals.changedMeanwhile(
      dealTitle(deal),
      whereItIs(deal, context.pipeline),
      by,
      m.f.time(saved.last.at, context.timeZone),
    );
    return say(text, rich(dealLine(m, deal, context.pipeline)), ...buttons(showButton(m, deal)));
  }
  const deal = saved.file?.deal;
  const text = refusalSentence(m, saved.refusal, deal, context);
  const reopen: ButtonSpec | undefined =
    saved.refusal.why === 'closed' && deal !== undefined && saved.refusal.outcome !== 'withdrawn'
      ? { id: REOPEN, text: m.refusals.reopen, value: dealValue(deal) }
      : undefined;
  return say(text, ...(deal === undefined ? [] : buttons(reopen, showButton(m, deal))));
}

const showButton = (m: Messages, deal: Deal): ButtonSpec => ({ id: SHOW, text: m.refusals.show, value: dealValue(deal) });
