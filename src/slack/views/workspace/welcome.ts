import type { Member } from '../../../core/people/member.ts';
import type { Messages } from '../../../locale/messages.ts';
import { MY_DEALS } from '../deal/deal-actions.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { memberNameText, personMention } from '../kit/text.ts';

/** The first words in a channel: what comes, and when. `timeOfDay`: 'HH:MM'. */
export const welcomeMessage = (m: Messages, { weekday, timeOfDay }: { weekday: number; timeOfDay: string }): Message =>
  textMessage(m.setup.welcome(weekday, m.f.clock(timeOfDay)), ...buttons({ id: MY_DEALS, text: m.help.myDeals, value: 'mine' }));

/** Who is admin now, since those before have left. */
export const newAdminMessage = (m: Messages, admin: Member, former: readonly Member[]): Message =>
  textMessage(m.setup.newAdmin(personMention(admin), former.map(memberNameText)));
