import { isAllowed } from '../../../core/people/rights.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { createToken, hashToken } from '../../../platform/personal-token.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { recordTokenChange, takeBackToken } from '../../steps/settings/history/token-history.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { memberName } from '../../views/kit/people.ts';
import { literal } from '../../views/kit/text.ts';
import {
  OPEN_TOKEN_FORM,
  SHOW_TOKENS,
  TAKE_BACK_TOKEN,
  TOKEN_FORM,
  TOKEN_NAME,
  TOKEN_NAME_LIMIT,
  tokenForm,
  tokenList,
  tokenMade,
} from '../../views/workspace/settings/tokens.ts';

/** In force at the same time, of one person. */
const MAX_TOKENS = 10;

const seesOthers = ({ member }: RequestContext): boolean => isAllowed(member.role, 'tokens.others');

/** One's own tokens; an admin sees everybody's. */
async function showTokens(context: RequestContext, first?: SafeText): Promise<Reply> {
  const { m, tenant, member, timeZone } = context;
  const all = await tenant.personalTokens.all();
  const others = seesOthers(context) ? all.filter(({ memberId }) => memberId !== member.id) : [];
  const members = new Map(others.length === 0 ? [] : (await tenant.members.all()).map((each) => [each.id, each]));
  const overview = {
    own: all.filter(({ memberId }) => memberId === member.id),
    others: others.map((token) => ({ token, owner: memberName(members, token.memberId) })),
    timeZone,
  };
  return { kind: 'say', message: tokenList(m, overview, first), replacesOriginal: first !== undefined };
}

async function makeToken(context: RequestContext, form: Form): Promise<Reply> {
  const { m, tenant, member, at } = context;
  const own = (await tenant.personalTokens.all()).filter(({ memberId }) => memberId === member.id);
  if (own.length >= MAX_TOKENS) return { kind: 'errors', errors: { [TOKEN_NAME]: m.tokens.tooMany(MAX_TOKENS) } };
  const name = normalizeText(form.text(TOKEN_NAME) ?? '').slice(0, TOKEN_NAME_LIMIT);
  const secret = createToken(tenant.id);
  const token = await tenant.personalTokens.make({ memberId: member.id, name, hash: hashToken(secret), at });
  await recordTokenChange(context, 'made', token);
  return { kind: 'say', message: tokenMade(m, name, secret) };
}

async function takeBack(context: RequestContext, id: string): Promise<Reply> {
  const { m, tenant, member } = context;
  const token = (await tenant.personalTokens.all()).find((each) => each.id === id);
  if (token !== undefined && token.memberId !== member.id && !seesOthers(context))
    return { kind: 'say', message: textMessage(m.tokens.notYours) };
  const taken = await takeBackToken(context, id);
  return showTokens(context, taken === undefined ? m.tokens.gone : m.tokens.takenBack(literal(taken.name, TOKEN_NAME_LIMIT)));
}

/** Personal tokens: how assistants and scripts come in, as the person who made one. */
export const tokenFlow = {
  funnelCommands: { token: { takesDeal: null, opensForm: false, isRead: true, run: (context) => showTokens(context) } },
  buttons: {
    [SHOW_TOKENS]: { isRead: true, run: (context) => showTokens(context) },
    [OPEN_TOKEN_FORM]: { opensForm: true, run: async ({ m }) => ({ kind: 'open', view: tokenForm(m) }) },
    [TAKE_BACK_TOKEN]: { run: (context, press) => takeBack(context, press.value) },
  },
  forms: { [TOKEN_FORM]: makeToken },
} satisfies Flow;
