import type { DealState } from '../deal/deal.ts';
import type { DealNumber, StageId } from '../ids.ts';

/** What a deal is worth to a forecast depends on this much of its state. */
export type ForecastState = Pick<
  DealState,
  'outcome' | 'stageId' | 'stageSince' | 'ownerId' | 'tier' | 'pipelineValueMinor' | 'closedAt'
>;

/** Where a forecast is one team's: a deal that came into it, that went out of it, or that it has at neither end. */
export type ChangeSide = 'joined' | 'left' | 'elsewhere';

/** A deal that something happened to, as it stood at both ends; null: it was not there yet. No side: it is of those whose forecast it is. */
export type ChangedDeal = {
  readonly number: DealNumber;
  readonly before: ForecastState | null;
  readonly after: ForecastState;
  readonly side?: ChangeSide | undefined;
};

/** What changes a forecast through single deals, in the order in which it is told. */
export const DEAL_CHANGE_KINDS = [
  'won',
  'lost',
  'created',
  'reopened',
  'advanced',
  'returned',
  'edited',
  'joined',
  'left',
  'unmoved',
  'withdrawn',
] as const;
export type DealChangeKind = (typeof DEAL_CHANGE_KINDS)[number];

/** What one deal changes of a forecast, minor units; not rounded. */
export type DealChange = { readonly number: DealNumber; readonly kind: DealChangeKind; readonly changeMinor: number };

const wasThere = (state: ForecastState | null): ForecastState['outcome'] | undefined =>
  state === null || state.outcome === 'withdrawn' ? undefined : state.outcome;

/**
 * On which side of a team a deal is.
 *
 * @param ours whether it is the team's, at each end. A deal that was not there yet came from nowhere else.
 */
export function changeSide(
  { before }: Pick<ChangedDeal, 'before'>,
  ours: { readonly before: boolean; readonly after: boolean },
): ChangeSide | undefined {
  const was = wasThere(before) === undefined ? ours.after : ours.before;
  if (was === ours.after) return was ? undefined : 'elsewhere';
  return was ? 'left' : 'joined';
}

/** What happened to a deal that the team has at one end: with whoever has it then, what became of it is theirs. */
function sideKind(
  side: ChangeSide,
  was: ForecastState['outcome'] | undefined,
  is: ForecastState['outcome'],
): DealChangeKind | undefined {
  if (side === 'left') return was === 'open' || was === 'won' ? 'left' : undefined;
  if (side === 'elsewhere' || is === 'lost' || is === 'withdrawn') return undefined;
  return is === was ? 'joined' : is === 'won' ? 'won' : 'reopened';
}

/** What happened to a deal, by where it was and where it is; one that is closed, or gone, at both ends changed nothing but its value. */
export function changeKind(
  { before, after, side }: Pick<ChangedDeal, 'before' | 'after' | 'side'>,
  stageIndex: (id: StageId) => number,
): DealChangeKind | undefined {
  const was = wasThere(before);
  const is = after.outcome;
  if (side !== undefined) return sideKind(side, was, is);
  if (is === 'withdrawn') return was === undefined || was === 'lost' ? undefined : 'withdrawn';
  if (is === was && is !== 'open') return is === 'won' ? 'edited' : undefined;
  if (is === 'won') return 'won';
  if (is === 'lost') return was === undefined ? undefined : 'lost';
  if (was === undefined) return 'created';
  if (was !== 'open') return 'reopened';
  const moved = stageIndex(after.stageId) - stageIndex(before?.stageId ?? after.stageId);
  return moved > 0 ? 'advanced' : moved < 0 ? 'returned' : 'unmoved';
}
