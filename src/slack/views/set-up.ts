import type { Member } from '../../core/member.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say } from './blocks.ts';
import { NEW, WEEK } from './deal-actions.ts';
import { literal, nameOf } from './text.ts';

/** What was set up. */
export type SetUp = {
  readonly channelName: string;
  readonly weekday: number;
  /** 'HH:MM'. */
  readonly timeOfDay: string;
  readonly timeZone: string;
  /** 'YYYY-MM-DD' of the first digest. */
  readonly first: string;
  readonly managers: readonly Pick<Member, 'name'>[];
  /** The person became the admin by it. */
  readonly claimed: boolean;
};

/** What will happen from now on, and what to do first. */
export function setUpDone(m: Messages, { channelName, weekday, timeOfDay, timeZone, first, managers, claimed }: SetUp): Message {
  const lines = [
    m.setup.saved(literal(`#${channelName}`), weekday, m.f.clock(timeOfDay), timeZone, first),
    m.setup.managersAre(managers.map(nameOf)),
    ...(claimed ? [m.setup.youAreAdmin] : []),
  ];
  return say(
    lines.join('\n'),
    ...buttons({ id: WEEK, text: m.setup.preview, value: 'week' }, { id: NEW, text: m.setup.addDeal, value: '' }),
  );
}
