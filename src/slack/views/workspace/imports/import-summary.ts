import { dateAt } from '../../../../core/time/calendar.ts';
import type { Instant } from '../../../../core/time/instant.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { SHOW_FUNNEL } from '../../kit/action-ids.ts';
import { buttons, type Message, textMessage } from '../../kit/blocks.ts';

/** What was imported. Instants are ms, money minor units of `currency`. */
export type ImportSummary = Omit<Parameters<Messages['importSummary']['post']>[0], 'openValue' | 'from' | 'to'> & {
  readonly timeZone: string;
  readonly currency: string;
  /** Null: its readers may not see what single deals are worth. */
  readonly openMinor: number | null;
  readonly from: Instant;
  readonly to: Instant;
};

/** The one post about an import. */
export function importSummaryMessage(
  m: Messages,
  { timeZone, currency, from, to, openMinor, ...counts }: ImportSummary,
): Message {
  return textMessage(
    m.importSummary.post({
      ...counts,
      openValue: openMinor === null ? undefined : m.f.shortMoney({ minor: openMinor, currency }),
      from: dateAt(from, timeZone),
      to: dateAt(to, timeZone),
    }),
    ...buttons({ id: SHOW_FUNNEL, text: m.help.funnelNow, value: 'now' }),
  );
}
