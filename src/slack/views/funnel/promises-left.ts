import type { Deal } from '../../../core/deal/deal.ts';
import type { StageId } from '../../../core/ids.ts';
import type { Member } from '../../../core/people/member.ts';
import { type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { SHOW } from '../deal/deal-actions.ts';
import { dealButtonValue } from '../deal/deal-button-value.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { literal, memberNameText } from '../kit/text.ts';

/** A promise of somebody who has left. `deal` undefined: so many new ones; `to` undefined: it is free to take again. */
export type LeftPromise = {
  readonly deal: Deal | undefined;
  readonly newDeals: number;
  readonly toStageId: StageId;
  readonly dueOn: PlainDate;
  readonly to: Member | undefined;
};

type LeftPromises = {
  readonly leaver: Member;
  readonly reader: Member;
  readonly promises: readonly LeftPromise[];
  readonly pipeline: Pipeline;
};

/** Promises that one message names. */
const MAX_PROMISES = 10;
/** Deals that can be opened from it. */
const MAX_BUTTONS = 3;

/** What somebody who has left had promised, a line for each, and whose it is now. */
export function promisesLeft(m: Messages, { leaver, reader, promises, pipeline }: LeftPromises): Message {
  const lines = promises.slice(0, MAX_PROMISES).map(({ deal, newDeals, toStageId, dueOn, to }): SafeText => {
    const stage = literal(stageById(pipeline, toStageId)?.shortName ?? toStageId, 20);
    const what = deal === undefined ? m.alerts.left.newDeals(newDeals, stage) : m.alerts.left.move(dealTitle(deal), stage);
    if (to === undefined) return m.alerts.left.free(what, dueOn);
    return to.id === reader.id ? m.alerts.left.yours(what, dueOn) : m.alerts.left.handedOn(what, dueOn, memberNameText(to));
  });
  const more = promises.length - MAX_PROMISES;
  const open = promises.flatMap(({ deal }) => deal ?? []).slice(0, MAX_BUTTONS);
  return textMessage(
    joinSafe(
      [m.alerts.left.head(memberNameText(leaver), promises.length), ...lines, ...(more > 0 ? [m.lists.more(more)] : [])],
      '\n',
    ),
    ...buttons(
      ...open.map((deal, index) => ({
        id: `${SHOW}:${index}`,
        text: m.alerts.left.open(dealTitle(deal)),
        value: dealButtonValue(deal),
      })),
    ),
  );
}
