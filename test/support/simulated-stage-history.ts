import type { HistoryEvent } from '../../src/core/history/history-event.ts';
import { seededRandom } from '../../src/core/numbers/statistics/random.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { DEFAULT_FIRM, type SimulatedFirm, STAGE_IDS, simulateHistory } from './simulated-firm.ts';

/** The stage history of a made-up firm, as the backtest reads it. */
export function simulatedStageHistory(seed: number, days: number, firm: SimulatedFirm = DEFAULT_FIRM): readonly HistoryEvent[] {
  return simulateHistory(firm, seededRandom(seed), days)
    .filter(({ at }) => at < Date.parse('2024-01-01T00:00:00Z') + days * DAY_MS)
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
