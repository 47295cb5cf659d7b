import type { RowStep } from '../../core/history/import-row.ts';
import type { StageId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';

/** Steps of a deal in order of time, from the dates of its stages, its end and what stage it is in. */
export function toSteps({
  meaning,
  stageId,
  closedAt,
  since,
  entered,
}: {
  readonly meaning: 'open' | 'won' | 'lost';
  /** The open stage that the row is in or was closed in. */
  readonly stageId: StageId;
  readonly closedAt: Instant | undefined;
  readonly since: Instant;
  readonly entered: readonly RowStep[];
}): readonly [RowStep, ...(readonly RowStep[])] {
  const past = entered.filter(({ kind }) => kind === 'stage').toSorted((a, b) => a.at - b.at);
  const end = entered.find(({ kind }) => kind === meaning)?.at ?? closedAt;
  if (meaning === 'open') {
    const last = past.at(-1);
    const [first, ...others] =
      last?.stageId === stageId ? past : [...past, { at: Math.max(since, last?.at ?? since), kind: 'stage' as const, stageId }];
    return [first ?? { at: since, kind: 'stage', stageId }, ...others];
  }
  const until = past.filter(({ at }) => end === undefined || at <= end);
  const closing: RowStep = { at: end ?? since, kind: meaning, stageId: until.at(-1)?.stageId ?? stageId };
  const [first, ...others] = [...until, closing];
  return [first ?? closing, ...others];
}
