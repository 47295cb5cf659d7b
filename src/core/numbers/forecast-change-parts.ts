import { roundedParts } from '../money/rounded-parts.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { Period, TimeSpan } from '../time/periods.ts';
import { DEAL_CHANGE_KINDS } from './deal-change.ts';
import { type ForecastChange, hasUnchanged } from './forecast-change.ts';

/** What changed a forecast: deals, less time for new ones, other people to whom they come, and what the model has learnt since. */
export const FORECAST_CHANGE_KINDS = [...DEAL_CHANGE_KINDS, 'arrivals', 'people', 'rates'] as const;
export type ForecastChangeKind = (typeof FORECAST_CHANGE_KINDS)[number];

/** One part of a change as it is shown, minor units; `count`: how many deals are behind it. */
export type ForecastChangePart = { readonly kind: ForecastChangeKind; readonly count: number; readonly changeMinor: number };

/** A forecast as it was and is shown, and the parts that lead from one to the other: `fromMinor` and all of them make `toMinor`. */
export type ForecastChangeSummary = {
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly parts: readonly ForecastChangePart[];
};

/** A change as a post keeps it, with what its deals are found by again. */
export type ShownForecastChange = ForecastChangeSummary & {
  readonly period: Period;
  /** The same in instants, in the workspace's zone. */
  readonly span: TimeSpan;
  /** When the earlier forecast was made: the start of that day, ms. */
  readonly since: Instant;
  readonly on: PlainDate;
  /** Expected by the later one beside what is won, minor units. */
  readonly restMinor: number;
  /** History was entered since that lies before `since`: the earlier forecast did not know of it. */
  readonly restated: boolean;
};

/**
 * The parts of a change as they are shown. What no deal and no passing of time explains is what the model has learnt: its rates, its
 * corrections and the run-rate.
 *
 * @param shown both forecasts, minor units, and the step that the later one is shown in. @returns parts of 0 are left out.
 */
export function summarizeForecastChange(
  { deals, unchanged, arrivalsMinor, peopleMinor }: ForecastChange,
  { fromMinor, toMinor, stepMinor }: { readonly fromMinor: number; readonly toMinor: number; readonly stepMinor: number },
): ForecastChangeSummary {
  const ofDeals = DEAL_CHANGE_KINDS.map((kind): ForecastChangePart => {
    const own = deals.filter((deal) => deal.kind === kind);
    const rest = hasUnchanged(kind) ? unchanged[kind] : { count: 0, changeMinor: 0 };
    const changeMinor = own.reduce((sum, deal) => sum + deal.changeMinor, rest.changeMinor);
    return { kind, count: own.length + rest.count, changeMinor };
  });
  const known: readonly ForecastChangePart[] = [
    ...ofDeals,
    { kind: 'arrivals', count: 0, changeMinor: arrivalsMinor },
    { kind: 'people', count: 0, changeMinor: peopleMinor },
  ];
  const learntMinor = toMinor - fromMinor - known.reduce((sum, part) => sum + part.changeMinor, 0);
  const toStep = (minor: number): number => Math.round(minor / stepMinor) * stepMinor;
  const [from, to] = [toStep(fromMinor), toStep(toMinor)];
  const rates: ForecastChangePart = { kind: 'rates', count: 0, changeMinor: learntMinor };
  const parts = [...known.filter(({ changeMinor }) => changeMinor !== 0), rates];
  const rounded = roundedParts(
    parts.map(({ changeMinor }) => changeMinor),
    stepMinor,
    to - from,
  );
  return {
    fromMinor: from,
    toMinor: to,
    parts: parts.flatMap((part, i) => {
      const changeMinor = rounded[i] ?? 0;
      return changeMinor === 0 ? [] : [{ ...part, changeMinor }];
    }),
  };
}
