import { z } from 'zod';
import type { FunnelPlan, StagePlan } from '../core/funnel/plan/funnel-plan.ts';
import type { PeriodCoverage } from '../core/funnel/plan/period-coverage.ts';
import type { PlanAction } from '../core/funnel/plan/plan-actions.ts';
import type { PlanChange } from '../core/funnel/plan/plan-changes.ts';
import type { PlanLead } from '../core/funnel/plan/plan-lead.ts';
import type { AskBasis } from '../core/funnel/plan/stage-asks.ts';
import type { StageRunway } from '../core/funnel/plan/stage-runway.ts';
import type { TargetPath } from '../core/funnel/plan/target-path.ts';
import type { NextPeriodNeeds, TargetRescue } from '../core/funnel/plan/target-rescue.ts';
import type { FunnelFinding, FunnelHealth } from '../core/numbers/funnel-findings.ts';
import type { StageNumbers } from '../core/numbers/stage-numbers.ts';
import { isPlainDate, type PlainDate } from '../core/time/calendar.ts';
import type { Period } from '../core/time/periods.ts';
import { withRenamedFields } from '../platform/renamed-fields.ts';

const dateSchema = z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value));

const periodSchema = z.object({
  kind: z.enum(['month', 'quarter', 'year']),
  startsOn: dateSchema,
  endsOn: dateSchema,
}) satisfies z.ZodType<Period>;

const rangeSchema = z.object({ lowMinor: z.number(), highMinor: z.number(), furtherWinChance: z.number(), early: z.boolean() });

const coverageSchema = z.object({
  period: periodSchema,
  running: z.boolean(),
  targetMinor: z.number().nullable(),
  wonMinor: z.number(),
  expectedMinor: z.number().nullable(),
  range: rangeSchema.nullable().default(null),
  percent: z.number().nullable(),
  state: z.enum(['open', 'almost', 'covered', 'none']),
  shortMinor: z.number(),
}) satisfies z.ZodType<PeriodCoverage>;

const basisSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('target'), period: periodSchema, targetMinor: z.number() }),
  z.object({ kind: z.literal('usual') }),
  z.object({ kind: z.literal('minimum') }),
]) satisfies z.ZodType<AskBasis>;

const askSchema = z.object({
  basis: basisSchema,
  required: z.number(),
  opensAt: z.number(),
  beyond: z.number().default(0),
});

/** A length of time as people say it. */
export const aboutSchema = z.enum(['days', 'week', 'twoWeeks', 'threeWeeks', 'month', 'twoMonths', 'months']);

/** How long a stage's deals last, as posts keep it too. */
export const runwaySaidSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lasts'), about: aboutSchema, refill: aboutSchema.nullable(), tooLate: z.boolean() }),
  z.object({ kind: z.literal('still'), days: z.number() }),
  z.object({ kind: z.literal('none') }),
]) satisfies z.ZodType<StageRunway['said']>;

const runwaySchema = z.object({
  stockKey: z.string(),
  sameSince: dateSchema,
  said: runwaySaidSchema,
}) satisfies z.ZodType<StageRunway>;

const stageSchema = z.object({
  stageId: z.string(),
  count: z.number(),
  used: z.boolean(),
  asks: z.array(askSchema),
  need: askSchema.extend({ since: dateSchema, setOn: dateSchema }).nullable(),
  shortBy: z.number(),
  costMinor: z.number(),
  dealCostMinor: z.number().optional(),
  emptySince: z.number().nullable(),
  runway: runwaySchema.nullable(),
  overfull: z.boolean(),
  usual: z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable(),
  recovered: z.object({ on: dateSchema, need: z.number() }).nullable().default(null),
  covered: z.object({ on: dateSchema, period: periodSchema, targetMinor: z.number().optional() }).nullable().optional(),
}) satisfies z.ZodType<StagePlan>;

const leadSchema = z.union([
  z.object({
    stageId: z.string(),
    costMinor: z.number(),
    emptyBehind: z.object({ stageId: z.string(), costMinor: z.number() }).nullable(),
  }),
  z.object({ stageId: z.null(), why: z.enum(['no-deals', 'beginning', 'none-short']) }),
]) satisfies z.ZodType<PlanLead>;

const actionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('move'),
    number: z.number(),
    fromStageId: z.string(),
    toStageId: z.string(),
    forStageId: z.string(),
    ownerId: z.string(),
    missing: z.number(),
    gainMinor: z.number(),
  }),
  z.object({
    kind: z.literal('new'),
    deals: z.number(),
    forStageIds: z.array(z.string()),
    ownerId: z.string().nullable(),
    gainMinor: z.number(),
  }),
]) satisfies z.ZodType<PlanAction>;

const winnableSchema = withRenamedFields(
  { chance: 'winChance' },
  z.object({ number: z.number(), ownerId: z.string(), valueMinor: z.number(), winChance: z.number() }),
);

/** What the period after the running one takes, as posts keep it too. */
export const nextPeriodSchema = z.object({
  period: periodSchema,
  percent: z.number(),
  shortMinor: z.number(),
  moves: z.number(),
  movesMinor: z.number(),
  newPerWeek: z.object({ now: z.number(), needed: z.number() }).nullable(),
  outOfReach: z.boolean().default(false),
}) satisfies z.ZodType<NextPeriodNeeds>;

const rescueSchema = z.object({
  period: periodSchema,
  shortMinor: z.number(),
  winnable: z.array(winnableSchema),
  winnableCount: z.number(),
  winnableMinor: z.number(),
}) satisfies z.ZodType<TargetRescue>;

/** What a target takes, as posts keep it too. */
export const targetPathSchema = z.object({
  period: periodSchema,
  targetMinor: z.number(),
  wins: z
    .object({ needed: z.number(), expected: z.number(), valueMinor: z.number(), isMore: z.boolean().default(true) })
    .nullable(),
  newPerWeek: z.object({ now: z.number(), needed: z.number() }).nullable(),
  passRate: z.object({ stageId: z.string(), now: z.number(), needed: z.number() }).nullable(),
}) satisfies z.ZodType<TargetPath>;

const reasonSchema = z.enum(['target', 'period', 'covered', 'numbers']);

const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), stageId: z.string(), required: z.number(), basis: basisSchema }),
  z.object({
    kind: z.literal('need'),
    stageId: z.string(),
    from: z.number(),
    to: z.number(),
    basis: basisSchema,
    why: reasonSchema,
  }),
  z.object({ kind: z.literal('recovered'), stageId: z.string(), count: z.number(), required: z.number() }),
  z.object({ kind: z.literal('ended'), stageId: z.string(), required: z.number(), why: reasonSchema }),
  z.object({ kind: z.literal('overfull'), stageId: z.string(), overfull: z.boolean() }),
  z.object({
    kind: z.literal('lead'),
    from: z.string().nullable(),
    to: z.string().nullable(),
    sameDay: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('target'),
    period: periodSchema,
    fromMinor: z.number().nullable(),
    toMinor: z.number().nullable(),
  }),
]) satisfies z.ZodType<PlanChange>;

/** What a stage was measured at, in a plan and in the digests made of it. */
export const stageNumbersSchema = withRenamedFields(
  { goOn: 'passRate', chance: 'winChance' },
  z.object({
    passRate: z.number(),
    medianDays: z.number().nullable(),
    win: z.number(),
    low: z.number(),
    high: z.number(),
    n: z.number(),
    mostlyAssumption: z.boolean(),
    winChance: z.number(),
  }),
) satisfies z.ZodType<StageNumbers>;

const splitSchema = z.object({ exits: z.number(), share: z.number() });

const findingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('drop'), stageId: z.string(), recent: splitSchema, earlier: splitSchema }),
  z.object({ kind: z.literal('unsure'), stageId: z.string(), recent: splitSchema, earlier: splitSchema }),
  z.object({ kind: z.literal('skipped'), stageId: z.string(), nextId: z.string(), reached: z.number(), next: z.number() }),
]) satisfies z.ZodType<FunnelFinding>;

const healthSchema = z.object({
  stages: z.array(
    z.object({
      stageId: z.string(),
      recent: splitSchema,
      earlier: splitSchema,
      reached: z.number(),
      valueMinor: z.number(),
    }),
  ),
  findings: z.array(findingSchema),
  known: z.boolean(),
}) satisfies z.ZodType<FunnelHealth>;

/** A plan as every version kept it; what an older one did not know has the value that says nothing. */
const planSchema = z.object({
  at: z.number(),
  timeZone: z.string(),
  on: dateSchema,
  headline: z.enum(['empty', 'beginning', 'behind', 'gap', 'enough']),
  coverage: z.array(coverageSchema),
  horizonAt: z.number(),
  usualDealMinor: z.number().default(0),
  stages: z.array(stageSchema),
  lead: leadSchema,
  actions: z.object({
    all: z.array(actionSchema),
    unnamedMoves: z.number(),
    shown: z.number(),
    total: z.number(),
    unfilled: z.array(z.object({ stageId: z.string(), why: z.enum(['covered', 'tooLate']) })).default([]),
  }),
  rescue: rescueSchema.nullable().default(null),
  next: nextPeriodSchema.nullable().default(null),
  path: targetPathSchema.nullable().default(null),
  numbers: z.record(z.string(), stageNumbersSchema).default({}),
  health: healthSchema.nullable().default(null),
  changes: z.array(changeSchema).default([]),
}) satisfies z.ZodType<FunnelPlan>;

/** Reads a plan that this version or an earlier one kept. @returns undefined for what no version wrote: then it is made anew. */
export const parsePlan = (payload: unknown): FunnelPlan | undefined => planSchema.safeParse(payload).data;
