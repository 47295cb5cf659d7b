import type { PlainTextOption } from '@slack/types';
import { foldText } from '../../../core/fold-text.ts';
import type { Flow, RequestContext } from '../../request/flow.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { compareWithGroup, saveWithGroup } from '../../steps/settings/preview-group.ts';
import { forTeamAdmins, pressTeam } from '../../steps/settings/teams.ts';
import {
  COMPARE_GROUP,
  GROUP_FIELD,
  GROUP_FORM,
  groupFormData,
  groupOption,
  noGroupOption,
} from '../../views/workspace/settings/team-groups.ts';

/** Groups in use by what their names contain; first, that there is none. */
async function suggestGroups({ m, userGroups }: RequestContext, typed: string): Promise<readonly PlainTextOption[]> {
  const list = await userGroups.list();
  if (!list.ok) return [];
  const wanted = foldText(typed.replace(/^@/, ''));
  const fitting = list.groups.filter(
    ({ disabledAt, handle, name }) => disabledAt === 0 && foldText(`${handle} ${name}`).includes(wanted),
  );
  const byHandle = fitting.toSorted((a, b) => a.handle.localeCompare(b.handle));
  return [...(wanted === '' ? [noGroupOption(m)] : []), ...byHandle.map((group) => groupOption(m, group))];
}

/** Teams that are kept in step with a Slack user group: chosen, compared and saved by an admin. */
export const teamGroupsFlow = {
  buttons: {
    [COMPARE_GROUP]: pressTeam((context, _view, team) => compareWithGroup(context, team)),
  },
  forms: {
    [GROUP_FORM]: submitHandler(groupFormData, (context, _form, data) =>
      forTeamAdmins(context, () => saveWithGroup(context, data)),
    ),
  },
  options: {
    [GROUP_FIELD]: suggestGroups,
  },
} satisfies Flow;
