import type { DealEvent } from '../core/deal/deal-event.ts';
import type { Viewer } from '../core/people/viewer.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import type { TeamScope } from '../store/types/teams.ts';

/** A pipeline at an instant, ms; its days and periods are counted in `timeZone`. */
export type PipelineAt = {
  readonly tenant: Tenant;
  readonly pipeline: Pipeline;
  readonly at: Instant;
  readonly timeZone: string;
};

/** What facts are read of: a pipeline at an instant, and the calendar of its workspace. A RequestContext is one. */
export type PipelineScope = PipelineAt & {
  readonly workspace: Pick<Workspace, 'fiscalStartMonth' | 'hasRates' | 'holidayRegion' | 'timeZone'>;
  /** Where the figures are those of a team: the tenant tells nothing else then. Of all without: `inTeam` narrows a scope. */
  readonly team?: TeamScope;
  /** Whether the workspace has exchange rates; not given: nobody has asked. */
  readonly hasRates?: boolean;
};

/** For whom single deals are told: only as far as they see them. Figures are of all. */
type Seen = { readonly viewer: Viewer };

/** The same for facts that tell single deals. */
export type SeenPipelineAt = PipelineAt & Seen;
export type SeenScope = PipelineScope & Seen;

/** The same as of an instant that may be past, with every event after it: none for now. */
export type AsOf = PipelineScope & { readonly eventsSince: readonly DealEvent[] };
