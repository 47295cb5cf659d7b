import { z } from 'zod';
import type { CandidateLine, CommitmentLine, GapLine, OverfullLine } from '../../../core/funnel/gap-line.ts';
import type { NeedBasis } from '../../../core/numbers/needs/stage-needs.ts';
import type { Period } from '../../../core/time/periods.ts';
import { storedDate } from './stored-date.ts';

export const periodSchema = z.object({
  kind: z.enum(['month', 'quarter', 'year']),
  startsOn: storedDate,
  endsOn: storedDate,
}) satisfies z.ZodType<Period>;

const candidateSchema = z.object({
  number: z.number(),
  version: z.number(),
  name: z.string(),
  valueMinor: z.number().nullable(),
  currency: z.string(),
  ownerId: z.string(),
  stageId: z.string(),
  toStageId: z.string(),
  missing: z.array(z.string()),
  todo: z.string().nullable(),
}) satisfies z.ZodType<CandidateLine>;

const basisSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('target'), period: periodSchema, targetMinor: z.number() }),
  z.object({ kind: z.literal('profile') }),
  z.object({ kind: z.literal('minimum'), known: z.boolean() }),
]) satisfies z.ZodType<NeedBasis>;

const weekSchema = z.object({ came: z.number(), went: z.number(), usually: z.number() });

/** A gap as every version kept it; before there was a measure, a stage was measured by its minimum and nothing else was known of it. */
export const gapSchema = z.object({
  stageId: z.string(),
  name: z.string(),
  shortName: z.string(),
  count: z.number(),
  needed: z.number(),
  basis: basisSchema.default({ kind: 'minimum', known: false }),
  targetSet: z.boolean().default(false),
  fiscalStartMonth: z.number().default(1),
  overDays: z.number().default(0),
  lackingMinor: z.number().default(0),
  currency: z.string().nullable().default(null),
  runwayDays: z.number().nullable().default(null),
  refillDays: z.number().nullable().default(null),
  refillFrom: z.string().nullable().default(null),
  week: weekSchema.nullable().default(null),
  since: z.number().nullable(),
  // As many as are named, or fewer: no others to look at.
  moves: z.number().default(0),
  candidates: z.array(candidateSchema),
  newDeals: z.number().default(0),
  askNew: z.string().nullable().default(null),
  sameNew: z.boolean().default(false),
}) satisfies z.ZodType<GapLine>;

export const overfullSchema = z.object({
  stageId: z.string(),
  name: z.string(),
  shortName: z.string(),
  count: z.number(),
  low: z.number(),
  high: z.number(),
  oldest: z.array(z.object({ number: z.number(), version: z.number(), name: z.string(), ownerId: z.string(), days: z.number() })),
}) satisfies z.ZodType<OverfullLine>;

const commitmentShape = { memberId: z.string(), toStage: z.string(), dueOn: storedDate, done: z.boolean() };

export const commitmentSchema = z.discriminatedUnion('what', [
  z.object({ ...commitmentShape, what: z.literal('move'), number: z.number(), name: z.string() }),
  z.object({ ...commitmentShape, what: z.literal('new'), newDeals: z.number(), made: z.number() }),
]) satisfies z.ZodType<CommitmentLine>;
