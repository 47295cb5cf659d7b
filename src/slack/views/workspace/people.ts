import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { isAway, type Member, ROLES, type Role } from '../../../core/people/member.ts';
import { isNoPerson } from '../../../core/people/nobody.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { buttons, field, type Message, modal, option, row, textMessage } from '../kit/blocks.ts';
import { defineFormData } from '../kit/form-data.ts';
import { memberNameText, richText } from '../kit/text.ts';
import { HAND_OVER, handOverButton } from './hand-over.ts';

/** Shows a page of people; the value is where it begins. */
export const SHOW_PEOPLE = 'people.page';
/** Opens a person's form; the value is the member. */
export const OPEN_PERSON = 'people.open';
/** Callback id of the form, and its fields. */
export const PERSON_FORM = 'people.save';
export const PERSON_FIELDS = { role: 'role', away: 'away', standIn: 'standIn' } as const;
export const personFormData = defineFormData(z.object({ memberId: z.string() }));

/** People of a page. */
export const PEOPLE_PER_PAGE = 10;

/** A person, and how many open deals are theirs. */
export type PersonRow = {
  readonly member: Member;
  readonly deals: number;
  readonly mayHandOver: boolean;
  readonly mayChange: boolean;
};

/** What a role is called. */
export const roleName = (m: Messages, role: Role): SafeText => m.people.role[role === 'admin' ? 'administrator' : role];

/** A person's role and absence, as far as the reader may set them; and their open deals, to hand over. */
export function personForm(
  m: Messages,
  {
    member,
    standIn,
    deals,
    mayChangeRole,
  }: {
    readonly member: Member;
    /** Slack user id. */
    readonly standIn: string | undefined;
    readonly deals: number;
    readonly mayChangeRole: boolean;
  },
): ModalView {
  const words = m.people;
  const roles = ROLES.toReversed().map((role) => option(words.may[role === 'admin' ? 'administrator' : role], role));
  const initial = roles.find(({ value }) => value === member.role);
  const parts = [memberNameText(member), roleName(m, member.role), deals === 0 ? words.noDeals : words.deals(deals)];
  return modal({
    id: PERSON_FORM,
    title: words.formTitle,
    submit: words.save,
    close: m.common.cancel,
    data: personFormData.encode({ memberId: member.id }),
    blocks: [
      richText(joinSafe(parts, ' · ')),
      ...(mayChangeRole
        ? [
            field(PERSON_FIELDS.role, words.roleLabel, {
              type: 'static_select',
              options: roles,
              ...(initial === undefined ? {} : { initial_option: initial }),
            }),
          ]
        : []),
      field(PERSON_FIELDS.away, words.awayLabel, {
        type: 'datepicker',
        ...(member.awayUntil === null ? {} : { initial_date: member.awayUntil }),
        optional: true,
        hint: words.awayHint,
      }),
      field(PERSON_FIELDS.standIn, words.standInLabel, {
        type: 'users_select',
        ...(standIn === undefined ? {} : { initial_user: standIn }),
        optional: true,
        hint: words.standInHint,
      }),
      ...buttons(deals > 0 ? handOverButton(m, member.id) : undefined),
    ],
  });
}

/** The people of a page, those first who have left with open deals. */
export function peopleList(
  m: Messages,
  {
    people,
    total,
    offset,
    today,
  }: { readonly people: readonly PersonRow[]; readonly total: number; readonly offset: number; readonly today: PlainDate },
): Message {
  return textMessage(
    m.people.head(total),
    ...people.map(({ member, deals, mayHandOver, mayChange }, index) => {
      const who = isNoPerson(member.id)
        ? m.people.noPerson
        : !member.active
          ? m.people.left
          : member.slackUserId === null
            ? m.people.notInSlack
            : roleName(m, member.role);
      const away = member.awayUntil !== null && isAway(member, today) ? [m.people.away(member.awayUntil, undefined)] : [];
      const text = joinSafe(
        [memberNameText(member), who, ...away, deals === 0 ? m.people.noDeals : m.people.deals(deals)],
        ' · ',
      );
      const isHere = member.active && member.slackUserId !== null;
      const change = { id: `${OPEN_PERSON}:${index}`, text: m.people.change, value: member.id };
      const handOver = { ...handOverButton(m, member.id), id: `${HAND_OVER}:${index}` };
      return row(text, isHere && mayChange ? change : deals > 0 && mayHandOver ? handOver : undefined);
    }),
    ...buttons(
      offset > 0
        ? { id: `${SHOW_PEOPLE}:earlier`, text: m.lists.earlier, value: `${Math.max(0, offset - PEOPLE_PER_PAGE)}` }
        : undefined,
      offset + people.length < total
        ? { id: `${SHOW_PEOPLE}:later`, text: m.lists.nextPage, value: `${offset + PEOPLE_PER_PAGE}` }
        : undefined,
    ),
  );
}
