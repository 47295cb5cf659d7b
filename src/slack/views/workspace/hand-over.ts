import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Deal } from '../../../core/deal/deal.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { MY_DEALS } from '../deal/deal-actions.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { shortValueParts } from '../deal/deal-value.ts';
import { type ButtonSpec, buttons, field, type Message, modal, textMessage } from '../kit/blocks.ts';
import { defineFormData } from '../kit/form-data.ts';
import { literal, memberNameText, richText } from '../kit/text.ts';

/** Opens the form; the value is the member whose deals are handed over. */
export const HAND_OVER = 'people.hand-over';
/** Callback id of the form; the field of everybody, and that of a stage, by its id. */
export const HAND_OVER_FORM = 'people.save-hand-over';
export const HAND_OVER_TO = 'to';
export const handOverField = (key: string): string => `stage.${key}`;

export const handOverData = defineFormData(z.object({ memberId: z.string() }));

/** Deals that a message names. */
const SHOWN_DEALS = 8;
/** Stages that have a field of their own. */
const MAX_STAGES = 30;

export const handOverButton = (m: Messages, memberId: string): ButtonSpec => ({
  id: HAND_OVER,
  text: m.people.handOver,
  value: memberId,
});

/** Whom somebody's open deals go to: all of them, or those of a stage. */
export function handOverForm(
  m: Messages,
  {
    member,
    count,
    value,
    stages,
  }: {
    readonly member: Pick<Member, 'id' | 'name'>;
    readonly count: number;
    readonly value: SafeText | undefined;
    /** Those that hold some of the deals, each with the key of its field. */
    readonly stages: readonly { readonly key: string; readonly name: string; readonly count: number }[];
  },
): ModalView {
  return modal({
    id: HAND_OVER_FORM,
    title: m.people.handOverTitle,
    submit: m.people.handOver,
    close: m.common.cancel,
    data: handOverData.encode({ memberId: member.id }),
    blocks: [
      richText(m.people.handOverIntro(memberNameText(member), count, value)),
      field(HAND_OVER_TO, m.people.handOverTo, { type: 'multi_users_select', optional: true, hint: m.people.handOverHint }),
      ...(stages.length < 2
        ? []
        : stages.slice(0, MAX_STAGES).map(({ key, name, count: held }) =>
            field(handOverField(key), m.people.handOverStage(literal(name, 40), held), {
              type: 'users_select',
              optional: true,
            }),
          )),
    ],
  });
}

/** A word to somebody who was given many deals at once. */
export function handedOverMessage(m: Messages, deals: readonly Deal[], giver: Member | undefined): Message {
  const more = deals.length - SHOWN_DEALS;
  const lines = deals.slice(0, SHOWN_DEALS).map((deal) => joinSafe([dealTitle(deal), ...shortValueParts(m, deal)], ' · '));
  return textMessage(
    joinSafe(
      [
        m.people.given(giver === undefined ? undefined : memberNameText(giver), deals.length),
        ...lines,
        ...(more > 0 ? [m.lists.more(more)] : []),
      ],
      '\n',
    ),
    ...buttons({ id: MY_DEALS, text: m.help.myDeals, value: 'mine' }),
  );
}

/** Somebody has left with open deals. */
export const leaverDealsMessage = (m: Messages, leaver: Pick<Member, 'id' | 'name'>, total: number): Message =>
  textMessage(m.people.hasLeft(memberNameText(leaver), total), ...buttons({ ...handOverButton(m, leaver.id), style: 'primary' }));
