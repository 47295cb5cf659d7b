import type { AppSender } from '../delivery/app-sender.ts';
import type { EventDelivery } from '../delivery/event-delivery.ts';
import type { Fields } from '../read-json.ts';
import type { SlackUser } from '../state/entities.ts';
import { requireUser } from '../state/users.ts';
import type { Workspace } from '../state/workspace.ts';

/** Dependencies of one simulated person: the workspace, the sender to the app, and the options that external selects have offered. */
export type PersonContext = {
  readonly workspace: Workspace;
  readonly appSender: AppSender;
  readonly events: EventDelivery;
  readonly userId: string;
  /** By surface and action_id. */
  readonly suggestedOptions: Map<string, readonly Fields[]>;
};

/** How the app took an action of a person: whether it acknowledged within the limit, and after how many real milliseconds. */
export type Acknowledged = { readonly acked: boolean; readonly ms: number };

/** The acting person. @throws Error when they have been deactivated: such people cannot do anything. */
export function requireActiveUser({ workspace, userId }: PersonContext): SlackUser {
  const user = requireUser(workspace, userId);
  if (user.deleted) throw new Error(`${user.name} is deactivated and cannot act.`);
  return user;
}
