import { asFlag, asText, type Fields } from '../read-json.ts';
import { userGroupPayload } from '../state/user-groups.ts';
import type { Workspace } from '../state/workspace.ts';
import { type Answer, botMethod, type Methods, refuse, success } from './method.ts';

export const userGroupMethods: Methods = {
  'usergroups.list': botMethod(['usergroups:read'], list),
  'usergroups.users.list': botMethod(['usergroups:read'], listUsers),
};

/** Those in use, and with include_disabled the others; people and their number only where they are asked for. */
function list(workspace: Workspace, args: Fields): Answer {
  const shown = { withUsers: asFlag(args['include_users']), withCount: asFlag(args['include_count']) };
  const groups = [...workspace.userGroups.values()].filter(
    ({ dateDelete }) => dateDelete === 0 || asFlag(args['include_disabled']),
  );
  return success({ usergroups: groups.map((group) => userGroupPayload(workspace, group, shown)) });
}

/** People of one group. Source of the refusals: docs.slack.dev, usergroups.users.list. */
function listUsers(workspace: Workspace, args: Fields): Answer {
  const id = asText(args['usergroup']);
  if (id === undefined || id === '') return refuse('missing_argument');
  const group = workspace.userGroups.get(id);
  const isHidden = group !== undefined && group.dateDelete !== 0 && !asFlag(args['include_disabled']);
  return group === undefined || isHidden ? refuse('no_such_subteam') : success({ users: group.users });
}
