import type { Member } from '../../../core/people/member.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe } from '../../../locale/safe-text.ts';
import { OPEN_NEW_DEAL, PREVIEW_DIGEST } from '../deal/deal-actions.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { literal, memberNameText } from '../kit/text.ts';
import { undoSettingButton } from './last-changes.ts';

/** What was set up. */
export type SetupSummary = {
  readonly channelName: string;
  readonly weekday: number;
  /** 'HH:MM'. */
  readonly timeOfDay: string;
  readonly timeZone: string;
  /** Day of the first digest. */
  readonly first: PlainDate;
  readonly managers: readonly Pick<Member, 'name'>[];
  readonly admins: readonly Pick<Member, 'name'>[];
  /** Those who were let in. */
  readonly guests: readonly Pick<Member, 'name'>[];
  /** The currency that totals keep, where another one was chosen and a deal was there first. */
  readonly keptCurrency?: string | undefined;
  /** What takes it back. */
  readonly changeId: string;
  /** The person became the admin by it. */
  readonly claimed: boolean;
};

/** What will happen from now on, and what to do first. */
export function setupDone(
  m: Messages,
  { channelName, weekday, timeOfDay, timeZone, first, managers, admins, guests, keptCurrency, claimed, changeId }: SetupSummary,
): Message {
  const lines = [
    m.setup.saved({ channel: literal(`#${channelName}`), weekday, time: m.f.clock(timeOfDay), zone: literal(timeZone), first }),
    m.setup.managersAre(managers.map(memberNameText)),
    ...(admins.length > 1 ? [m.setup.adminsAre(admins.map(memberNameText))] : []),
    ...(guests.length > 0 ? [m.access.guestsAre(guests.map(memberNameText))] : []),
    ...(keptCurrency === undefined ? [] : [m.setup.currencyKept(literal(keptCurrency))]),
    ...(claimed ? [m.setup.youAreAdmin] : []),
  ];
  return textMessage(
    joinSafe(lines, '\n'),
    ...buttons(
      { id: PREVIEW_DIGEST, text: m.setup.preview, value: 'week' },
      { id: OPEN_NEW_DEAL, text: m.setup.addDeal, value: '' },
      undoSettingButton(m, changeId),
    ),
  );
}
