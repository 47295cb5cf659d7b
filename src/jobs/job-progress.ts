import type { FunnelPlan } from '../core/funnel/plan/funnel-plan.ts';
import type { RetentionCount } from '../core/history/retention.ts';
import type { PipelineId, TeamId, WorkspaceId } from '../core/ids.ts';
import type { PlainDate } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { createMutex, type Mutex } from '../platform/mutex.ts';

/**
 * What the jobs of one process have done already, so that the other minutes of a day ask nothing. The database decides; losing this
 * costs queries, never a post.
 */
export type JobProgress = {
  /** Last day whose nightly snapshots are done, by workspace. */
  readonly snapshotDays: Map<string, PlainDate>;
  /** Last day on which open alerts were brought up to date, by {@link planKey}. */
  readonly alertDays: Map<string, PlainDate>;
  /** Last day whose morning notes are queued, by workspace. */
  readonly morningDays: Map<string, PlainDate>;
  /** Last night whose old data are erased, by workspace; and what was erased so far in the night that is not over. */
  readonly retentionDays: Map<WorkspaceId, PlainDate>;
  readonly erasedTonight: Map<WorkspaceId, RetentionCount>;
  /** Last day on which teams were brought in step with their user groups, by workspace; not where a group has changed since. */
  readonly teamGroupDays: Map<WorkspaceId, PlainDate>;
  /** When it was last looked for people who left deals behind, by workspace. */
  readonly leaversSoughtAt: Map<WorkspaceId, Instant>;
  /** The plans that this tick looked at, by workspace, pipeline and team: a digest of the same instant tells what the alerts of it told. */
  readonly plans: Map<string, { readonly at: Instant; readonly plan: FunnelPlan }>;
  /** Last day (UTC) on which value tiers were refreshed. */
  tiersDay: PlainDate | undefined;
  /** The sender of this process: a tick and a wake never send beside each other. */
  readonly sending: Mutex;
  /** The senders of this process to webhooks: they run beside that of posts, so that a slow receiver holds up no post. */
  readonly telling: Mutex;
  /** The process is about to end: what was claimed is sent, and nothing more is claimed. */
  isStopping: boolean;
  /** When it was last looked for imports that another process had left half-way, and all had their end told. */
  leftImportsSoughtAt: Instant | undefined;
  /** Last span of time in which expired request keys were deleted. */
  forgottenSpan: number | undefined;
};

/** Of a process that has just begun. */
export const createJobProgress = (): JobProgress => ({
  snapshotDays: new Map(),
  alertDays: new Map(),
  morningDays: new Map(),
  retentionDays: new Map(),
  erasedTonight: new Map(),
  teamGroupDays: new Map(),
  leaversSoughtAt: new Map(),
  plans: new Map(),
  tiersDay: undefined,
  sending: createMutex(),
  telling: createMutex(),
  isStopping: false,
  leftImportsSoughtAt: undefined,
  forgottenSpan: undefined,
});

/** Key of {@link JobProgress.plans}. */
export const planKey = (workspaceId: WorkspaceId, pipelineId: PipelineId, teamId: TeamId | null = null): string =>
  JSON.stringify([workspaceId, pipelineId, teamId]);
