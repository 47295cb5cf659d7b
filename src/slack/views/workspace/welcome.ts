import type { Messages } from '../../../locale/messages.ts';
import { MY_DEALS } from '../deal/deal-actions.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';

/** The first words in a channel: what comes, and when. `timeOfDay`: 'HH:MM'. */
export const welcomeMessage = (m: Messages, { weekday, timeOfDay }: { weekday: number; timeOfDay: string }): Message =>
  textMessage(m.setup.welcome(weekday, m.f.clock(timeOfDay)), ...buttons({ id: MY_DEALS, text: m.help.myDeals, value: 'mine' }));
