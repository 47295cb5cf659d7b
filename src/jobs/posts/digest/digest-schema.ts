import { z } from 'zod';
import type { DigestFacts, StageLine } from '../../../core/funnel/digest.ts';
import type { RescueLine } from '../../../core/funnel/rescue-line.ts';
import type { TargetProgress } from '../../../core/funnel/target-progress.ts';
import type { DigestVerdict } from '../../../core/funnel/verdict.ts';
import type { Movement } from '../../../core/history/movement.ts';
import type { ConvertedDeals } from '../../../core/money/exchange-rates.ts';
import { FORECAST_CHANGE_KINDS, type ShownForecastChange } from '../../../core/numbers/forecast-change-parts.ts';
import type { FunnelFinding } from '../../../core/numbers/funnel-findings.ts';
import { isoWeek } from '../../../core/time/calendar.ts';
import { WEEK_MS } from '../../../core/time/durations.ts';
import { PERIOD_KINDS } from '../../../core/time/periods.ts';
import { nextPeriodSchema, stageNumbersSchema, targetPathSchema } from '../../../facts/plan-schema.ts';
import { withRenamedFields } from '../../../platform/renamed-fields.ts';
import { commitmentSchema, gapSchema, overfullSchema, periodSchema } from '../kit/gap-schema.ts';
import { storedDate } from '../kit/stored-date.ts';

const amount = { count: z.number(), valueMinor: z.number(), untold: z.literal(true).optional() };
const amountSchema = z.object(amount);

const stageSchema = z.object({
  ...amount,
  stageId: z.string(),
  name: z.string(),
  shortName: z.string(),
  unpriced: z.number(),
  weightedMinor: z.number(),
  numbers: stageNumbersSchema.nullable(),
  change: z.number(),
}) satisfies z.ZodType<StageLine>;

const movementSchema = z.object({
  opening: amountSchema,
  created: amountSchema,
  reopened: amountSchema,
  imported: amountSchema,
  grewMinor: z.number(),
  grewCount: z.number().default(0),
  shrankMinor: z.number(),
  shrankCount: z.number().default(0),
  growthUntold: z.literal(true).optional(),
  won: amountSchema,
  lost: amountSchema,
  closing: amountSchema,
  advanced: z.number(),
  returned: z.number(),
  slipped: z.number(),
  changes: z.record(z.string(), z.number()),
}) satisfies z.ZodType<Movement>;

const goalSchema = z.object({
  period: periodSchema,
  wonMinor: z.number(),
  wonCount: z.number(),
  untold: z.literal(true).optional(),
  target: z.object({ valueMinor: z.number(), from: z.enum(['set', 'months', 'reps']) }).nullable(),
  forecast: z
    .object({
      expectedMinor: z.number(),
      lowMinor: z.number(),
      highMinor: z.number(),
      early: z.boolean(),
      furtherWinChance: z.number().default(1),
      usualDealMinor: z.number().default(0),
    })
    .nullable(),
}) satisfies z.ZodType<TargetProgress>;

const emptyBehindSchema = z
  .object({ stageId: z.string(), shortName: z.string(), costMinor: z.number(), leadCostMinor: z.number() })
  .nullable()
  .default(null);

const rescueSchema = z.object({
  period: periodSchema,
  winnable: z.array(z.object({ number: z.number(), name: z.string(), ownerId: z.string(), valueMinor: z.number() })),
  winnableCount: z.number(),
  winnableMinor: z.number(),
  next: nextPeriodSchema.nullable(),
}) satisfies z.ZodType<RescueLine>;

const verdictSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('early'), deals: z.number() }),
  z.object({
    kind: z.literal('gap'),
    gap: gapSchema,
    others: z.number(),
    emptyBehind: emptyBehindSchema,
    ledBefore: z.string().optional(),
    next: nextPeriodSchema.nullable().default(null),
  }),
  z.object({
    kind: z.literal('behind'),
    goal: goalSchema,
    shortMinor: z.number(),
    gap: gapSchema.nullable(),
    emptyBehind: emptyBehindSchema,
    ledBefore: z.string().optional(),
    rescue: rescueSchema.nullable().default(null),
  }),
  z.object({ kind: z.literal('overdue'), overdue: amountSchema, open: z.number(), goal: goalSchema.nullable() }),
  z.object({ kind: z.literal('quiet'), open: z.number(), goal: goalSchema.nullable() }),
]) satisfies z.ZodType<DigestVerdict>;

const splitSchema = z.object({ exits: z.number(), share: z.number() });

const findingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('drop'), stageId: z.string(), recent: splitSchema, earlier: splitSchema }),
  z.object({ kind: z.literal('unsure'), stageId: z.string(), recent: splitSchema, earlier: splitSchema }),
  z.object({ kind: z.literal('skipped'), stageId: z.string(), nextId: z.string(), reached: z.number(), next: z.number() }),
]) satisfies z.ZodType<FunnelFinding>;

const forecastChangeSchema = z.object({
  period: periodSchema,
  span: z.object({ from: z.number(), to: z.number() }),
  since: z.number(),
  on: storedDate,
  fromMinor: z.number(),
  toMinor: z.number(),
  restMinor: z.number(),
  restated: z.boolean(),
  parts: z.array(
    z.object({
      kind: z.enum(FORECAST_CHANGE_KINDS),
      count: z.number(),
      changeMinor: z.number(),
    }),
  ),
}) satisfies z.ZodType<ShownForecastChange>;

const convertedSchema = z.object({
  ...{ currency: z.string(), count: z.number(), least: z.number(), most: z.number() },
  ...{ from: storedDate, to: storedDate },
}) satisfies z.ZodType<ConvertedDeals>;

const factsShape = z.object({
  pipelineId: z.string(),
  teamId: z.string().optional(),
  currency: z.string(),
  at: z.number(),
  timeZone: z.string(),
  since: z.number().optional(),
  from: storedDate,
  to: storedDate,
  soFar: z.boolean().default(false),
  week: z.number().nullable().optional(),
  stages: z.array(stageSchema),
  open: z.object({ ...amount, unpriced: z.number(), weightedMinor: z.number(), change: z.number() }),
  unrated: z.array(z.object({ ...amount, currency: z.string() })).default([]),
  converted: z.array(convertedSchema).optional(),
  movement: movementSchema,
  hygiene: z.object({ overdue: amountSchema, undated: amountSchema }),
  left: z.array(z.object({ memberId: z.string(), deals: amountSchema })).default([]),
  gaps: z.array(gapSchema),
  overfull: z.array(overfullSchema).default([]),
  promises: z.array(commitmentSchema).default([]),
  goals: z.array(goalSchema),
  fiscalStartMonth: z.number(),
  workingDaysLeft: z.number(),
  verdict: verdictSchema,
  calibration: z.array(z.object({ n: z.number(), meanP: z.number(), wonShare: z.number() })).default([]),
  health: z
    .object({
      // An earlier version found overfull stages here, which stand by themselves.
      findings: z.array(findingSchema.nullable().catch(null)).transform((all) => all.filter((each) => each !== null)),
      known: z.boolean(),
    })
    .nullable()
    .default(null),
  estimates: z
    .array(
      z.object({
        stageId: z.string(),
        win: z.number(),
        until: storedDate,
        by: z.string(),
        reason: z.string(),
        setAt: z.number(),
      }),
    )
    .default([]),
  ordinary: z.array(z.object({ kind: z.enum(PERIOD_KINDS), lowMinor: z.number(), highMinor: z.number() })).default([]),
  path: targetPathSchema.nullable().default(null),
  forecastChange: forecastChangeSchema.nullable().default(null),
});

/** The facts of a digest as every version kept them; what an older one did not look at, it did not find. */
export const digestFactsSchema = withRenamedFields(
  { bulges: 'overfull' },
  factsShape.transform(
    ({ since, week, ...facts }): DigestFacts => ({
      ...facts,
      since: since ?? facts.at - WEEK_MS,
      week: week === undefined ? isoWeek(facts.to).week : week,
    }),
  ),
) satisfies z.ZodType<DigestFacts>;
