import { offersConversation } from '../block-kit/conversation-filter.ts';
import type { Fields } from '../read-json.ts';
import type { Workspace } from './workspace.ts';

/** Whether a menu of conversations offers this one, a channel or a person by its id. */
export function isOffered(workspace: Workspace, element: Fields, id: string): boolean {
  const channel = workspace.channels.get(id);
  const user = workspace.users.get(id);
  if (channel === undefined && user === undefined) return false;
  const members = channel?.kind === 'im' ? channel.members : [id];
  const isBot = members.some((member) => workspace.users.get(member)?.isBot === true);
  return offersConversation(element, { kind: channel?.kind ?? 'im', isExtShared: channel?.isExtShared ?? false, isBot });
}
