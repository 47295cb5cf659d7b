import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say } from './blocks.ts';
import { MINE } from './deal-actions.ts';

/** The first words in a channel: what comes, and when. `timeOfDay`: 'HH:MM'. */
export const welcomeMessage = (m: Messages, { weekday, timeOfDay }: { weekday: number; timeOfDay: string }): Message =>
  say(m.setup.welcome(weekday, m.f.clock(timeOfDay)), ...buttons({ id: MINE, text: m.help.myDeals, value: 'mine' }));
