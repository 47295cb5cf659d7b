import { z } from 'zod';
import type { DateOrder } from '../../input/columns/date-cell.ts';
import type { DecimalSign } from '../../input/decimal.ts';
import type { Encoding } from '../../input/files/decode-text.ts';
import { DEAL_FIELDS } from './deal-fields.ts';
import type { ColumnPlan } from './propose-columns.ts';
import type { StageMeaning } from './propose-stages.ts';

/** What a person has said about a file, where it was not understood or is meant otherwise. */
export type ImportChoices = {
  /** Instead of the proposed ones. */
  readonly columns?: ColumnPlan | undefined;
  /** By what the file calls a stage. */
  readonly stages: Readonly<Record<string, StageMeaning>>;
  readonly decimalSign?: DecimalSign | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** Members, by what the file calls them: an id, a Slack user id, an e-mail or a name. */
  readonly owners: Readonly<Record<string, string>>;
  /** Whose deals those without an owner are; likewise. */
  readonly defaultOwner?: string | undefined;
  /** Rows that cannot be read are left out, instead of refusing the file. */
  readonly leaveOutBad: boolean;
  readonly sheet?: string | undefined;
  readonly encoding?: Encoding | undefined;
};

export const NO_CHOICES: ImportChoices = { stages: {}, owners: {}, leaveOutBad: false };

/** Choices as they are kept; read again they may be those of an older version. */
export const choicesSchema = z.object({
  columns: z
    .object({
      fields: z.partialRecord(z.enum(DEAL_FIELDS), z.array(z.number())),
      entered: z.array(z.object({ column: z.number(), stage: z.string() })),
      notes: z.array(z.number()),
    })
    .optional(),
  stages: z.record(z.string(), z.string()).default({}),
  decimalSign: z.enum(['.', ',']).optional(),
  dateOrder: z.enum(['dayFirst', 'monthFirst']).optional(),
  owners: z.record(z.string(), z.string()).default({}),
  defaultOwner: z.string().optional(),
  leaveOutBad: z.boolean().default(false),
});

/** What has to be said before a file can be imported. */
export type ImportQuestion =
  | { readonly ask: 'column'; readonly field: 'name' | 'stage' }
  /** What the file calls stages that nobody here knows. */
  | { readonly ask: 'stages'; readonly names: readonly string[] }
  | { readonly ask: 'decimalSign'; readonly example: string; readonly isMixed: boolean }
  | { readonly ask: 'dateOrder'; readonly example: string; readonly isMixed: boolean }
  /** Rows without an owner, and nobody is named for them. */
  | { readonly ask: 'owner'; readonly rows: number };
