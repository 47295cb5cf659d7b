import { dateAt } from '../../core/calendar.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say } from './blocks.ts';
import { FUNNEL_NOW } from './help.ts';

/** What was imported. Instants are ms, money minor units of `currency`. */
export type Imported = Omit<Parameters<Messages['imported']['post']>[0], 'openValue' | 'from' | 'to'> & {
  readonly timeZone: string;
  readonly currency: string;
  readonly openMinor: number;
  readonly from: number;
  readonly to: number;
};

/** The one post about an import. */
export function importedMessage(m: Messages, { timeZone, currency, from, to, openMinor, ...counts }: Imported): Message {
  return say(
    m.imported.post({
      ...counts,
      openValue: m.f.shortMoney(openMinor, currency),
      from: dateAt(from, timeZone),
      to: dateAt(to, timeZone),
    }),
    ...buttons({ id: FUNNEL_NOW, text: m.help.funnelNow, value: 'now' }),
  );
}
