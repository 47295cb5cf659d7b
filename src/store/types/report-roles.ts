import type { WorkspaceId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';

/**
 * Why a role cannot be made or taken away: the embedded database has no log-in; there is no such workspace; a role of that name is there and
 * not ours, or another workspace's; our own role may make none.
 */
export type ReportRoleProblem = 'embedded' | 'noWorkspace' | 'taken' | 'noRight' | 'noRole';

/** Roles of the database server that read the reports of one workspace: docs/reports.md. */
export type ReportRoles = {
  /** Makes a role, or gives one that is there another password. */
  readonly save: (
    role: { readonly workspaceId: WorkspaceId; readonly name: string; readonly password: string },
    at: Instant,
  ) => Promise<ReportRoleProblem | undefined>;
  readonly remove: (role: { readonly workspaceId: WorkspaceId; readonly name: string }) => Promise<ReportRoleProblem | undefined>;
};
