import { z } from 'zod';

/** What a signed request of Slack's has to hold before anything of ours, or Bolt, looks into it; everything else in it may be as it likes. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const isName = (value: unknown): boolean => typeof value !== 'string' || !LONE_SURROGATE.test(value);
const id = z.string().min(1).refine(isName);

/** Half a character in what names a thing would go back to Slack in a call, which cannot be written then; in what people write it is tidied. */
const named = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject(shape).refine((fields) => Object.entries(fields).every(([key, value]) => key === 'text' || isName(value)));

const person = named({ id });
const place = named({ id }).nullish();
const team = named({ id, domain: z.string().optional() }).nullish();
const whoAndWhere = { user: person, team, channel: place, enterprise: z.looseObject({}).nullish() };

const viewShape = {
  id,
  callback_id: z.string(),
  private_metadata: z.string().optional(),
  blocks: z.array(z.looseObject({ type: z.string() })),
};
/** Fields by block and name: what every field holds is read by `readForm`, which takes anything. */
const values = z.record(z.string(), z.record(z.string(), z.looseObject({}).nullish()));
const state = z.looseObject({ values });

const interaction = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('block_actions'),
    ...whoAndWhere,
    trigger_id: id,
    container: named({}),
    actions: z.array(z.looseObject({ type: z.string(), action_id: id, block_id: z.string() })).min(1),
    state: state.nullish(),
    view: named({ ...viewShape, state: state.nullish() }).nullish(),
    response_url: z.string().nullish(),
  }),
  z.looseObject({
    type: z.literal('view_submission'),
    ...whoAndWhere,
    view: named({ ...viewShape, hash: z.string().optional(), state }),
  }),
  z.looseObject({ type: z.literal('block_suggestion'), ...whoAndWhere, action_id: id, value: z.string() }),
  z.looseObject({ type: z.literal('shortcut'), ...whoAndWhere, callback_id: id, trigger_id: id }),
  z.looseObject({
    type: z.literal('message_action'),
    ...whoAndWhere,
    channel: named({ id }),
    callback_id: id,
    trigger_id: id,
    response_url: z.string(),
    message_ts: id,
    message: named({ text: z.string().nullish(), ts: id }),
  }),
]);

/** Slack's other interactions, which none of our listeners asks for: acknowledged, so that nobody sees an error. */
const UNHANDLED_TYPES = ['view_closed', 'interactive_message', 'dialog_submission', 'dialog_cancellation', 'dialog_suggestion'];

const command = z.looseObject({
  command: z.string().startsWith('/'),
  team_id: id,
  user_id: id,
  user_name: z.string(),
  channel_id: id,
  trigger_id: id,
  response_url: z.string(),
  text: z.string().optional(),
});

const event = z.looseObject({
  type: z.literal('event_callback'),
  team_id: z.string().nullish(),
  event: named({
    type: id,
    user: z.union([z.string(), person]).optional(),
    channel: z.union([z.string(), named({})]).optional(),
    item: named({}).optional(),
    subteam: z.looseObject({}).optional(),
  }),
  authorizations: z.array(z.looseObject({})).nullish(),
});

const challenge = z.looseObject({ type: z.literal('url_verification'), challenge: z.string() });

/** How a signed request is taken: handed on, acknowledged with nothing, or refused because a field is missing or is not what it has to be. */
export type RequestVerdict =
  | { readonly kind: 'hand on' }
  | { readonly kind: 'acknowledge'; readonly what: string }
  | { readonly kind: 'refuse'; readonly what: string; readonly where: string };

const requestType = (body: object): string => ('type' in body && typeof body.type === 'string' ? body.type : '');

function validateRequest(what: string, schema: z.ZodType, body: unknown): RequestVerdict {
  const read = schema.safeParse(body);
  if (read.success) return { kind: 'hand on' };
  const [issue] = read.error.issues;
  return { kind: 'refuse', what, where: (issue?.path ?? []).map(String).join('.').slice(0, 200) };
}

/**
 * Looks at what a signed request says, before Bolt does, whom a body that is no object throws off.
 *
 * @param body the parsed JSON or form; of an interaction its `payload`, parsed. @param commands the commands that are ours.
 */
export function classifyRequest(body: unknown, commands: readonly string[]): RequestVerdict {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { kind: 'refuse', what: 'request', where: '' };
  if ('ssl_check' in body && body.ssl_check === '1') return { kind: 'hand on' };
  const type = requestType(body);
  if (type === 'url_verification') return validateRequest(type, challenge, body);
  if (type === 'event_callback') return validateRequest(type, event, body);
  if (type === 'app_rate_limited' || UNHANDLED_TYPES.includes(type)) return { kind: 'acknowledge', what: type };
  if ('command' in body && type === '') {
    const ours = typeof body.command === 'string' && commands.includes(body.command);
    return ours ? validateRequest('command', command, body) : { kind: 'refuse', what: 'command', where: 'command' };
  }
  return validateRequest('interaction', interaction, body);
}
