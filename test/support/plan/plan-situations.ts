import fc from 'fast-check';
import type { PlanDeal, PlanInputs, PlanPeriod, PlanStageInput } from '../../../src/core/funnel/plan/plan-inputs.ts';
import { addDays, type PlainDate, startOfDay } from '../../../src/core/time/calendar.ts';
import { nextPeriod, periodContaining } from '../../../src/core/time/periods.ts';

export const ZONE = 'Europe/Warsaw';
export const TODAY = '2026-11-23';
export const STAGES = ['lead', 'prospect', 'needs', 'offer', 'talks'] as const;
const DAY_MS = 86_400_000;

/** The running month, quarter and year and the next month, with what each is to bring and is expected to. */
export function testPeriods(
  on: PlainDate,
  month: { readonly target: number | null; readonly expected: number | null; readonly won?: number },
  next: { readonly target: number | null; readonly expected: number | null } = { target: null, expected: null },
): readonly PlanPeriod[] {
  const running = periodContaining(on, 'month', 1);
  const unaimed = { running: true, targetMinor: null, wonMinor: 0, expectedMinor: null, range: null };
  return [
    {
      period: running,
      running: true,
      targetMinor: month.target,
      wonMinor: month.won ?? 0,
      expectedMinor: month.expected,
      range: null,
    },
    { ...unaimed, period: periodContaining(on, 'quarter', 1) },
    { ...unaimed, period: periodContaining(on, 'year', 1) },
    {
      period: nextPeriod(running),
      running: false,
      targetMinor: next.target,
      wonMinor: 0,
      expectedMinor: next.expected,
      range: null,
    },
  ];
}

/** Indexes of the running and the next month in {@link testPeriods}. */
export const THIS_MONTH = 0;
export const NEXT_MONTH = 3;

/** A stage that holds its usual four deals. */
export const stageInput = (stageId: string, change: Partial<PlanStageInput> = {}): PlanStageInput => ({
  stageId,
  minimum: 1,
  count: 4,
  stockKey: `${change.count ?? 4}`,
  exits: 40,
  firstEntryOn: '2025-11-01',
  usual: { mean: 4, low: 2, high: 7 },
  overfullFrom: 9,
  everWon: 0.3,
  reach: 0.5,
  winByHorizon: 0.3,
  valueMinor: 100_000,
  runwayDays: 20,
  refillDays: 8,
  emptySince: null,
  aims: [],
  ...change,
});

export const dealInput = (number: number, stageId: string, change: Partial<PlanDeal> = {}): PlanDeal => ({
  number,
  stageId,
  ownerId: 'anna',
  valueMinor: 100_000,
  missing: 0,
  stay: 0.2,
  move: 0.3,
  stayInPeriod: [0.1, 0.1, 0.1, 0.2],
  moveInPeriod: [0.2, 0.2, 0.2, 0.3],
  ...change,
});

/** Every stage holds its usual four deals, each read one by one; no target. */
export function planInputs(change: Partial<PlanInputs> = {}, counts: Readonly<Record<string, number>> = {}): PlanInputs {
  const stages = change.stages ?? STAGES.map((id) => stageInput(id, { count: counts[id] ?? 4, stockKey: `${counts[id] ?? 4}` }));
  const on = change.on ?? TODAY;
  let number = 0;
  const deals = stages.flatMap(({ stageId, count }) =>
    Array.from({ length: count }, () => {
      number += 1;
      return dealInput(number, stageId, { valueMinor: 100_000 + number });
    }),
  );
  return {
    at: startOfDay(on, ZONE) + 9 * 3_600_000,
    timeZone: ZONE,
    on,
    anyClosed: true,
    periods: testPeriods(on, { target: null, expected: 50_000 }),
    horizonAt: startOfDay(on, ZONE) + 90 * DAY_MS,
    stages,
    deals,
    newDeals: { perWeek: 2, gainMinor: 20_000, gainInPeriodMinor: [0, 0, 0, 5_000], perWeekMinor: [0, 0, 0, 50_000] },
    askNew: 'anna',
    earlierNeeds: [],
    currency: 'EUR',
    usualDealMinor: 50_000,
    numbers: {},
    health: null,
    ...change,
  };
}

/** The same inputs on another day. */
export const onDay = (inputs: PlanInputs, days: number): PlanInputs => ({
  ...inputs,
  on: addDays(inputs.on, days),
  at: inputs.at + days * DAY_MS,
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const minor = fc.integer({ min: 0, max: 1_000_000 });

const anyStage = (stageId: string): fc.Arbitrary<PlanStageInput> =>
  fc
    .record({
      minimum: fc.integer({ min: 0, max: 2 }),
      count: fc.integer({ min: 0, max: 12 }),
      exits: fc.integer({ min: 0, max: 30 }),
      firstEntryOn: fc.constantFrom(null, '2025-11-01', '2026-11-10'),
      mean: fc.double({ min: 0, max: 12, noNaN: true }),
      known: fc.boolean(),
      everWon: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      reach: fc.double({ min: 0.02, max: 1, noNaN: true }),
      winByHorizon: share,
      valueMinor: minor,
      runwayDays: fc.option(fc.integer({ min: 1, max: 300 }), { nil: null }),
      refillDays: fc.option(fc.integer({ min: 1, max: 100 }), { nil: null }),
      required: fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 })),
      win: fc.tuple(share, share),
      entrant: fc.tuple(share, share),
    })
    .map(({ mean, known, required, win, entrant, ...rest }) => ({
      ...rest,
      stageId,
      stockKey: `${rest.count}`,
      usual: known ? { mean, low: Math.floor(mean / 2), high: Math.ceil(mean * 1.5) } : null,
      overfullFrom: known ? Math.ceil(mean * 1.8) + 2 : null,
      emptySince: null,
      aims: [THIS_MONTH, NEXT_MONTH].map((period, i) => ({
        period,
        required: required[i] ?? 0,
        winInPeriod: (win[i] ?? 0) * rest.everWon,
        entrantWinInPeriod: (entrant[i] ?? 0) * rest.everWon,
      })),
    }));

const anyPeriod = fc.record({
  target: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: null }),
  expected: fc.option(minor, { nil: null }),
});

/** Deals of the stages: all of them, or fewer than they hold. */
const anyDeals = (stages: readonly PlanStageInput[]): fc.Arbitrary<readonly PlanDeal[]> => {
  const places = stages.flatMap(({ stageId, count }) => Array.from({ length: count }, () => stageId));
  return fc
    .array(
      fc.record({
        value: fc.option(minor, { nil: null }),
        win: fc.array(share, { minLength: 8, maxLength: 8 }),
        read: fc.boolean(),
      }),
      {
        minLength: places.length,
        maxLength: places.length,
      },
    )
    .map((rows) =>
      rows.flatMap(({ value, win, read }, i): readonly PlanDeal[] =>
        read || i % 3 > 0
          ? [
              dealInput(i + 1, places[i] ?? '', {
                valueMinor: value,
                stay: win[0] ?? 0,
                move: win[1] ?? 0,
                missing: i % 3,
                stayInPeriod: [win[2] ?? 0, 0, 0, win[3] ?? 0],
                moveInPeriod: [win[4] ?? 0, 0, 0, win[5] ?? 0],
              }),
            ]
          : [],
      ),
    );
};

/** Any stock and history, as the numbers of a plan show them. */
export const anyInputs: fc.Arbitrary<PlanInputs> = fc
  .tuple(...STAGES.map(anyStage))
  .chain((stages) =>
    fc.record({
      stages: fc.constant(stages),
      deals: anyDeals(stages),
      month: anyPeriod,
      next: anyPeriod,
      anyClosed: fc.boolean(),
      perWeekMinor: minor,
    }),
  )
  .map(({ stages, deals, month, next, anyClosed, perWeekMinor }) =>
    planInputs({
      stages,
      deals,
      anyClosed,
      periods: testPeriods(TODAY, month, next),
      newDeals: {
        perWeek: 2,
        gainMinor: 20_000,
        gainInPeriodMinor: [0, 0, 0, perWeekMinor],
        perWeekMinor: [0, 0, 0, perWeekMinor],
      },
    }),
  );

/** The same stages with other deals in them, as they stand hours or days later; the numbers that measure them move a little. */
export const laterInputs = (inputs: PlanInputs, days: number): fc.Arbitrary<PlanInputs> =>
  fc
    .array(fc.record({ moved: fc.integer({ min: -3, max: 3 }), asked: fc.integer({ min: -2, max: 2 }) }), {
      minLength: inputs.stages.length,
      maxLength: inputs.stages.length,
    })
    .chain((rows) => {
      const stages = inputs.stages.map((stage, k) => {
        const count = Math.max(0, stage.count + (rows[k]?.moved ?? 0));
        const aims = stage.aims.map((aim) => ({ ...aim, required: Math.max(0, aim.required + (rows[k]?.asked ?? 0)) }));
        return { ...stage, count, stockKey: `${count}`, aims };
      });
      return anyDeals(stages).map((deals) => ({ ...onDay(inputs, days), stages, deals }));
    });
