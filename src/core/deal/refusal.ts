import type { MemberId } from '../ids.ts';
import type { Permission } from '../people/rights.ts';
import type { EntryCriterion, Stage } from '../pipeline/stage.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { Deal, Outcome } from './deal.ts';

/** Why an action was refused; nothing has changed. Faults (a bug, a lost database) are thrown instead. */
export type Refusal =
  | { readonly why: 'notAllowed'; readonly action: Permission; readonly ownerId: MemberId; readonly readsOnly?: true }
  | { readonly why: 'closed'; readonly outcome: Outcome; readonly closedAt: Instant | null }
  | { readonly why: 'notClosed' }
  | {
      readonly why: 'missing';
      readonly stage: Stage;
      readonly criteria: readonly EntryCriterion[];
      readonly mayMoveAnyway: boolean;
    }
  | { readonly why: 'noSuchStage' }
  | { readonly why: 'alreadyThere'; readonly stage: Stage }
  | { readonly why: 'reasonNeeded'; readonly stage: Stage }
  | { readonly why: 'noSuchReason' }
  /** Two deals of different pipelines. */
  | { readonly why: 'otherPipeline' }
  /** A new deal of a company that has an open one. */
  | { readonly why: 'duplicate'; readonly other: Deal }
  | { readonly why: 'nameNeeded' }
  | { readonly why: 'pastDate'; readonly on: PlainDate }
  | { readonly why: 'futureDate'; readonly on: PlainDate }
  | { readonly why: 'tooManySteps'; readonly most: number }
  | { readonly why: 'nothingToChange' }
  | { readonly why: 'nothingToUndo' }
  | { readonly why: 'notYours'; readonly actorId: MemberId }
  | { readonly why: 'tooLateToUndo'; readonly at: Instant };
