import type { Deal } from '../../../core/deal/deal.ts';
import { reasonText } from '../../../core/pipeline/stage.ts';
import { dateAt, daysBetween } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { memberName } from '../kit/people.ts';
import { stageName } from '../kit/stage-name.ts';
import { literal, lowerInitial } from '../kit/text.ts';
import type { ChannelContext } from './channel-card.ts';
import { SHOW } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { dealTitle } from './deal-title.ts';
import { shortValueText } from './deal-value.ts';

/** `Won 🎉 D-1 Bielik · 48k EUR · Piotr · 41 days`: who sold it is said, and how long it took. */
export function wonLine(m: Messages, deal: Deal, { members, timeZone }: Pick<ChannelContext, 'members' | 'timeZone'>): SafeText {
  const from = dateAt(deal.createdAt, timeZone);
  const days = Math.max(0, daysBetween(from, dateAt(deal.closedAt ?? deal.changedAt, timeZone)));
  return m.closing.won({ deal: dealTitle(deal), value: shortValueText(m, deal), owner: memberName(members, deal.ownerId), days });
}

/** What a deal came to, as it is now. */
function newsLine(m: Messages, deal: Deal, context: ChannelContext): SafeText {
  const stage = stageName(context.pipeline, deal.stageId);
  switch (deal.outcome) {
    case 'won':
      return wonLine(m, deal, context);
    case 'lost': {
      const reason = reasonText(context.pipeline, deal.lostReasonId);
      return m.channelCard.lostNews({
        deal: dealTitle(deal),
        value: shortValueText(m, deal),
        reason: reason === undefined ? undefined : literal(lowerInitial(reason)),
        stage,
      });
    }
    case 'open':
      return m.channelCard.openAgain(dealTitle(deal), stage);
    case 'withdrawn':
      return m.channelCard.deleted(dealTitle(deal));
  }
}

/**
 * Wins and losses as a channel reads them, a line each, from the deals as they are now: what was taken back says so.
 *
 * @param deals one, or the losses that were told together; at least one.
 */
export function dealNews(m: Messages, deals: readonly Deal[], context: ChannelContext): Message {
  const text = joinSafe(
    deals.map((deal) => newsLine(m, deal, context)),
    '\n',
  );
  const [only, ...others] = deals;
  const isAlone = only !== undefined && others.length === 0 && only.outcome !== 'withdrawn';
  return textMessage(text, ...(isAlone ? buttons({ id: SHOW, text: m.common.open, value: dealButtonValue(only) }) : []));
}
