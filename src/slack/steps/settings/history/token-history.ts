import { z } from 'zod';
import type { PersonalToken } from '../../../../core/people/personal-token.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { literal, memberNameText } from '../../../views/kit/text.ts';
import { TOKEN_NAME_LIMIT } from '../../../views/workspace/settings/tokens.ts';
import type { SettingHistory } from './setting-history.ts';

/** Payload of a token that was made or taken back. Stored. */
const tokenChange = z.object({
  what: z.enum(['made', 'takenBack']),
  tokenId: z.string(),
  name: z.string(),
  ownerId: z.string(),
});

const read = ({ payload }: SettingChange) => tokenChange.safeParse(payload).data;

/** Writes down what became of a token, and by whom. */
export const recordTokenChange = (
  { tenant, member, at }: RequestContext,
  what: z.infer<typeof tokenChange>['what'],
  { id, name, memberId }: PersonalToken,
): Promise<SettingChange> =>
  tenant.settingChanges.record({
    ...{ memberId: member.id, kind: 'token', at },
    payload: { what, tokenId: id, name, ownerId: memberId },
  });

/** Takes a token back, and notes it. @returns undefined where it was not in force. */
export async function takeBackToken(context: RequestContext, id: string): Promise<PersonalToken | undefined> {
  const token = await context.tenant.personalTokens.takeBack(id);
  if (token !== undefined) await recordTokenChange(context, 'takenBack', token);
  return token;
}

/** Tokens made and taken back. What was taken back may have leaked, so only the making can be undone. */
export const tokenHistory: SettingHistory = {
  describe: async ({ m, tenant }, change) => {
    const of = read(change);
    if (of === undefined) return undefined;
    const owner = await tenant.members.byId(of.ownerId);
    const name = literal(of.name, TOKEN_NAME_LIMIT);
    return m.tokens.changed[of.what](name, owner === undefined ? literal(of.ownerId) : memberNameText(owner));
  },
  undo: async (context, change) => {
    const of = read(change);
    if (of === undefined) return undefined;
    const { m } = context;
    if (of.what === 'takenBack') return { undone: false, said: m.tokens.final };
    const token = await context.tenant.personalTokens.takeBack(of.tokenId);
    if (token === undefined) return { undone: false, said: m.tokens.gone };
    return { undone: true, said: m.tokens.takenBack(literal(of.name, TOKEN_NAME_LIMIT)) };
  },
};
