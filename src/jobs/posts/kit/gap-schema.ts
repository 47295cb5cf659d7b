import { z } from 'zod';
import type { CandidateLine, CommitmentLine, GapLine, NeedBasis, OverfullLine } from '../../../core/funnel/gap-line.ts';
import { aboutDays, type StageRunway } from '../../../core/funnel/plan/stage-runway.ts';
import type { AskedMove } from '../../../core/funnel/stage-alert.ts';
import type { Period } from '../../../core/time/periods.ts';
import { aboutSchema, runwaySaidSchema } from '../../../facts/plan-schema.ts';
import { storedDate } from './stored-date.ts';

export const periodSchema = z.object({
  kind: z.enum(['month', 'quarter', 'year']),
  startsOn: storedDate,
  endsOn: storedDate,
}) satisfies z.ZodType<Period>;

const candidateSchema = z
  .object({
    number: z.number(),
    version: z.number(),
    name: z.string(),
    value: z.object({ minor: z.number(), currency: z.string() }).nullable().optional(),
    /** An earlier version tore the value in two. */
    valueMinor: z.number().nullable().default(null),
    currency: z.string().default(''),
    ownerId: z.string(),
    stageId: z.string(),
    toStageId: z.string(),
    toShortName: z.string().optional(),
    missing: z.array(z.string()),
    todo: z.string().nullable(),
  })
  .transform(({ value, valueMinor, currency, ...candidate }) => ({
    ...candidate,
    value: value === undefined ? (valueMinor === null ? null : { minor: valueMinor, currency }) : value,
  })) satisfies z.ZodType<CandidateLine>;

const basisSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('target'), period: periodSchema, targetMinor: z.number() }),
  z.object({ kind: z.literal('profile') }),
  z.object({ kind: z.literal('minimum'), known: z.boolean() }),
]) satisfies z.ZodType<NeedBasis>;

/** An earlier version said days. */
function runwayInDays(runwayDays: number | null, refillDays: number | null): StageRunway['said'] | null {
  if (runwayDays === null) return null;
  const tooLate = refillDays !== null && refillDays > runwayDays;
  return { kind: 'lasts', about: aboutDays(runwayDays), refill: refillDays === null ? null : aboutDays(refillDays), tooLate };
}

const gapShape = {
  stageId: z.string(),
  name: z.string(),
  shortName: z.string(),
  isFirst: z.boolean().default(false),
  count: z.number(),
  needed: z.number(),
  basis: basisSchema.default({ kind: 'minimum', known: false }),
  beyond: z.number().default(0),
  changed: z
    .object({ from: z.number(), why: z.enum(['target', 'period', 'covered', 'numbers']) })
    .nullable()
    .default(null),
  coveredOn: storedDate.nullable().optional(),
  targetSet: z.boolean().default(false),
  fiscalStartMonth: z.number().default(1),
  costMinor: z.number().default(0),
  costUntil: storedDate.nullable().default(null),
  currency: z.string().nullable().default(null),
  runway: runwaySaidSchema.nullable().optional(),
  runwayDays: z.number().nullable().default(null),
  refillDays: z.number().nullable().default(null),
  feeds: z.object({ shortName: z.string(), about: aboutSchema }).nullable().optional(),
  week: z.object({ came: z.number(), went: z.number() }).nullable().default(null),
  since: z.number().nullable(),
  // As many as are named, or fewer: no others to look at.
  moves: z.number().default(0),
  movesNearer: z.number().default(0),
  candidates: z.array(candidateSchema),
  newDeals: z.number().default(0),
  askNew: z.string().nullable().default(null),
  sameNew: z.boolean().default(false),
  rest: z.enum(['none', 'covered', 'tooLate']).default('none'),
  coveredBy: z.object({ stages: z.array(z.string()), entering: z.array(z.number()), leaving: z.array(z.number()) }).optional(),
};

const askedSchema = z.object({ number: z.number(), toStageId: z.string() }) satisfies z.ZodType<AskedMove>;

type StoredGap = z.output<z.ZodObject<typeof gapShape>>;

const toGapLine = <G extends StoredGap>({ runway, runwayDays, refillDays, ...gap }: G) => ({
  ...gap,
  runway: runway === undefined ? runwayInDays(runwayDays, refillDays) : runway,
});

/** A gap as every version kept it; before there was a measure, a stage was measured by its minimum and nothing else was known of it. */
export const gapSchema = z.object(gapShape).transform(toGapLine) satisfies z.ZodType<GapLine>;

/** The same with the id of its alert. An earlier version kept only the moves that it named. */
export const alertLineSchema = z
  .object({ ...gapShape, alertId: z.string(), asked: z.array(askedSchema).optional(), over: z.literal(true).optional() })
  .transform(({ asked, ...gap }) => ({
    ...toGapLine(gap),
    asked: asked ?? gap.candidates.map(({ number, toStageId }) => ({ number, toStageId })),
  }));

export const overfullSchema = z.object({
  stageId: z.string(),
  name: z.string(),
  shortName: z.string(),
  count: z.number(),
  low: z.number(),
  high: z.number(),
  oldest: z.array(z.object({ number: z.number(), version: z.number(), name: z.string(), ownerId: z.string(), days: z.number() })),
}) satisfies z.ZodType<OverfullLine>;

const commitmentShape = {
  id: z.string().optional(),
  memberId: z.string(),
  toStage: z.string(),
  dueOn: storedDate,
  done: z.boolean(),
};

export const commitmentSchema = z.discriminatedUnion('what', [
  z.object({ ...commitmentShape, what: z.literal('move'), number: z.number(), name: z.string() }),
  z.object({ ...commitmentShape, what: z.literal('new'), newDeals: z.number(), made: z.number() }),
]) satisfies z.ZodType<CommitmentLine>;
