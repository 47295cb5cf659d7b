import { addMonths, type PlainDate } from '../time/calendar.ts';

/**
 * How long a workspace keeps what its figures do not need; null: for ever. A lost deal that is older stays in every figure, without what it
 * says: were it deleted, only wins would be left to learn from.
 */
export type RetentionPolicy = {
  /** Name, company, contact, next steps and notes of lost deals: so many months after the loss. */
  readonly lostMonths: number | null;
  /** Texts of notes on closed deals: so many months after they were written. */
  readonly noteMonths: number | null;
  /** What was posted, and the figures that it told. */
  readonly postMonths: number | null;
  /** Keys by which a request that comes again changes nothing. */
  readonly handledDays: number;
};

export const KEPT_MONTHS = [12, 24, 36, 60] as const;
export const HANDLED_DAYS = [2, 7, 30] as const;

/** What nobody has changed. */
export const DEFAULT_RETENTION: RetentionPolicy = { lostMonths: null, noteMonths: null, postMonths: null, handledDays: 2 };

/** The day before which each is erased; null: nothing of it is. */
export type RetentionCutoffs = {
  readonly lost: PlainDate | null;
  readonly notes: PlainDate | null;
  readonly posts: PlainDate | null;
};

/** @param today in the workspace's zone. */
export function retentionCutoffs({ lostMonths, noteMonths, postMonths }: RetentionPolicy, today: PlainDate): RetentionCutoffs {
  const before = (months: number | null) => (months === null ? null : addMonths(today, -months));
  return { lost: before(lostMonths), notes: before(noteMonths), posts: before(postMonths) };
}

/** How much is, or would be, erased. */
export type RetentionCount = { readonly deals: number; readonly notes: number; readonly posts: number };
export const NOTHING_ERASED: RetentionCount = { deals: 0, notes: 0, posts: 0 };
export const addCounts = (a: RetentionCount, b: RetentionCount): RetentionCount => ({
  deals: a.deals + b.deals,
  notes: a.notes + b.notes,
  posts: a.posts + b.posts,
});
export const isNothing = ({ deals, notes, posts }: RetentionCount): boolean => deals + notes + posts === 0;
