import type { Member, Role } from '../../../core/people/member.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { buttons, type Message, row, textMessage } from '../kit/blocks.ts';
import { memberNameText } from '../kit/text.ts';
import { handOverButton } from './hand-over.ts';

/** Shows a page of people; the value is where it begins. */
export const SHOW_PEOPLE = 'people.page';
/** People of a page. */
export const PEOPLE_PER_PAGE = 10;

/** A person, and how many open deals are theirs. */
export type PersonRow = { readonly member: Member; readonly deals: number; readonly mayHandOver: boolean };

/** What a role is called. */
export const roleName = (m: Messages, role: Role): SafeText => m.people.role[role === 'admin' ? 'administrator' : role];

/** The people of a page, those first who have left with open deals. */
export function peopleList(
  m: Messages,
  { people, total, offset }: { readonly people: readonly PersonRow[]; readonly total: number; readonly offset: number },
): Message {
  return textMessage(
    m.people.head(total),
    ...people.map(({ member, deals, mayHandOver }, index) => {
      const who = !member.active ? m.people.left : member.slackUserId === null ? m.people.notInSlack : roleName(m, member.role);
      const text = joinSafe([memberNameText(member), who, deals === 0 ? m.people.noDeals : m.people.deals(deals)], ' · ');
      const button = handOverButton(m, member.id);
      return row(safe`${text}`, deals > 0 && mayHandOver ? { ...button, id: `${button.id}:${index}` } : undefined);
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
