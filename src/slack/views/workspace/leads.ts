import type { Deal } from '../../../core/deal/deal.ts';
import type { Member } from '../../../core/people/member.ts';
import { isNoPerson } from '../../../core/people/nobody.ts';
import { nextStage, type Pipeline } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe } from '../../../locale/safe-text.ts';
import { ADVANCE, SHOW, UNDO } from '../deal/deal-actions.ts';
import { dealButtonValue } from '../deal/deal-button-value.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { CONFIRM_MERGE } from '../deal/forms/merge-confirmation.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { type MembersById, memberName } from '../kit/people.ts';
import { literal } from '../kit/text.ts';

/** Takes a deal that nobody has; the value is a `dealButtonValue`. */
export const TAKE_LEAD = 'lead.take';

const FIELD_LIMIT = 100;

const short = (text: string | null) => (text === null ? undefined : literal(text, FIELD_LIMIT));

/** A lead as its channel is asked about it, or as it stands since somebody has it. @param twin an open deal of the same company. */
export function leadMessage(
  m: Messages,
  { deal, twin, members }: { readonly deal: Deal; readonly twin: Deal | undefined; readonly members: MembersById },
): Message {
  const l = m.leads;
  const show = { id: `${SHOW}:lead`, text: m.common.open, value: dealButtonValue(deal) };
  if (!isNoPerson(deal.ownerId))
    return textMessage(l.taken(dealTitle(deal), memberName(members, deal.ownerId)), ...buttons(show));
  const company = deal.company === deal.name ? null : deal.company;
  const post = l.post({ deal: dealTitle(deal), company: short(company), source: short(deal.source) });
  const take = { id: TAKE_LEAD, text: l.take, value: dealButtonValue(deal), style: 'primary' } as const;
  if (twin === undefined) return textMessage(post, ...buttons(take, show));
  // Whatever became of them meanwhile: the press reads both anew.
  const both = [deal, twin].map(({ number }) => dealButtonValue({ number, version: undefined })).join('>');
  return textMessage(
    joinSafe([post, l.twin(dealTitle(twin), memberName(members, twin.ownerId))], '\n'),
    ...buttons(take, { id: CONFIRM_MERGE, text: l.same, value: both, confirm: l.sureSame }, show),
  );
}

/** To whoever has just taken a lead, with what can be done next. */
export function leadTaken(m: Messages, deal: Deal, pipeline: Pipeline): Message {
  const next = nextStage(pipeline, deal.stageId);
  const value = dealButtonValue(deal);
  return textMessage(
    m.leads.yours(dealTitle(deal)),
    ...buttons(
      next?.kind === 'open' ? { id: ADVANCE, text: m.card.next(literal(next.shortName)), value, style: 'primary' } : undefined,
      { id: UNDO, text: m.common.undo, value },
      { id: SHOW, text: m.common.open, value },
    ),
  );
}

/** To whoever came second, or has it already. */
export const leadHadBefore = (
  m: Messages,
  deal: Deal,
  { owner, isMine }: { readonly owner: Member | undefined; readonly isMine: boolean },
): Message =>
  textMessage(
    isMine
      ? m.leads.yoursAlready(dealTitle(deal))
      : m.leads.taken(dealTitle(deal), memberName(new Map(owner === undefined ? [] : [[owner.id, owner]]), deal.ownerId)),
    ...buttons({ id: SHOW, text: m.common.open, value: dealButtonValue(deal) }),
  );
