import type { EventDelivery } from '../delivery/events.ts';
import type { PostOffice } from '../delivery/post-office.ts';
import type { Fields } from '../json.ts';
import type { SlackUser } from '../state/entities.ts';
import { requireUser } from '../state/users.ts';
import type { Workspace } from '../state/workspace.ts';

/** What one person needs to act: the workspace, the way to the app, and the options that selects have shown them. */
export type Hands = {
  readonly workspace: Workspace;
  readonly office: PostOffice;
  readonly events: EventDelivery;
  readonly userId: string;
  /** By surface and action_id. */
  readonly suggested: Map<string, readonly Fields[]>;
};

/** How the app took an action of a person: whether it acknowledged within the limit, and after how many real milliseconds. */
export type Acknowledged = { readonly acked: boolean; readonly ms: number };

/** The acting person. @throws Error when they have been deactivated: such people cannot do anything. */
export function actor({ workspace, userId }: Hands): SlackUser {
  const user = requireUser(workspace, userId);
  if (user.deleted) throw new Error(`${user.name} is deactivated and cannot act.`);
  return user;
}
