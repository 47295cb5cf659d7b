import type { HistoryEvent } from '../../src/core/backtest/history-event.ts';
import { seeded } from '../../src/core/numbers/random.ts';
import { FIRM, type Firm, historyOf, STAGE_IDS } from './firm.ts';

/** The stage history of a made-up firm, as the backtest reads it. */
export function firmHistory(seed: number, days: number, firm: Firm = FIRM): readonly HistoryEvent[] {
  return historyOf(firm, seeded(seed), days)
    .filter(({ at }) => at < Date.parse('2024-01-01T00:00:00Z') + days * 86_400_000)
    .map(({ at, dealId, rep, valueMinor, to }) => ({
      at,
      dealId,
      rep,
      value: valueMinor / 100,
      kind: to === 'won' || to === 'lost' ? to : to === null ? ('value' as const) : ('stage' as const),
      stageId: to !== null && STAGE_IDS.includes(to) ? to : null,
    }));
}

/** The same as a file. */
export const historyCsv = (events: readonly HistoryEvent[]): string =>
  [
    'at,deal_id,rep,value,currency,event,stage',
    ...events.map(({ at, dealId, rep, value, kind, stageId }) =>
      [new Date(at).toISOString(), dealId, rep, value ?? '', 'PLN', kind, stageId ?? ''].join(','),
    ),
  ].join('\n');
