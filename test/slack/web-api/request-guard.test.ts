import type { Logger } from '@slack/bolt';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sign } from '../../../simulator/delivery/http-transport.ts';
import { freePort } from '../../../simulator/free-port.ts';
import { readManifest } from '../../../simulator/read-manifest.ts';
import { SILENT_BOLT_LOGGER } from '../../../simulator/silent-bolt-logger.ts';
import { type Slack, startSlack } from '../../../simulator/slack.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { buildApp, type SlackApp } from '../../../src/slack/dispatch/app.ts';
import { createRequestDeps } from '../../../src/slack/request/request-deps.ts';
import { classifyRequest } from '../../../src/slack/web-api/request-schemas.ts';
import { createStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/types/store.ts';
import { openTestDatabase } from '../../support/store/test-database.ts';

let slack: Slack;
let store: Store;
let app: SlackApp;
let url: string;
/** What Bolt or the guard before it said. */
const loggedLines: string[] = [];
/** What a listener said. */
const failed: string[] = [];
const strays: unknown[] = [];
const stray = (reason: unknown) => void strays.push(reason);

const logger: Logger = {
  ...SILENT_BOLT_LOGGER,
  warn: (...words: unknown[]) => void loggedLines.push(words.join(' ')),
  error: (...words: unknown[]) => void loggedLines.push(words.join(' ')),
};
const log = {
  debug() {},
  info() {},
  warn() {},
  error: (_fields: unknown, message: string) => void failed.push(message),
};

beforeAll(async () => {
  process.on('unhandledRejection', stray);
  slack = await startSlack({ manifest: readManifest() });
  store = createStore(await openTestDatabase());
  const port = await freePort();
  app = buildApp(
    {
      botToken: slack.botToken,
      slackApiUrl: slack.apiUrl,
      transport: { kind: 'http', signingSecret: slack.signingSecret, port },
      logger,
    },
    createRequestDeps({
      store,
      clock: systemClock(),
      externalChannels: new Map(),
      log,
      clientFor: () => Promise.reject(new Error('no job runs')),
      wake() {},
      observe() {},
    }),
  );
  await app.start();
  url = `http://127.0.0.1:${port}/slack/events`;
});
beforeEach(() => {
  loggedLines.length = 0;
  failed.length = 0;
});
afterAll(async () => {
  await app.stop();
  await slack.stop();
  await store.close();
  process.off('unhandledRejection', stray);
  expect(strays).toEqual([]);
});

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
type Sent = { readonly type?: string; readonly stamp?: number; readonly signature?: string };

/** The status of the answer to a request, signed unless told otherwise. */
async function send(body: string, { type = JSON_TYPE, stamp = Math.floor(Date.now() / 1000), signature }: Sent = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': String(stamp),
      'x-slack-signature': signature ?? sign(slack.signingSecret, String(stamp), body),
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

const asForm = (fields: Record<string, unknown>): string =>
  new URLSearchParams(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]))).toString();
const asPayload = (payload: unknown): string => asForm({ payload: JSON.stringify(payload) });

const user = { id: 'U1', username: 'anna', name: 'anna', team_id: 'T1' };
const team = { id: 'T1', domain: 'firm' };
const response_url = 'http://127.0.0.1:9/nobody';
const view = {
  id: 'V1',
  type: 'modal',
  callback_id: 'deal.create',
  hash: '1.a',
  private_metadata: '',
  blocks: [{ type: 'input', block_id: 'name' }],
  state: { values: { name: { name: { type: 'plain_text_input', value: '' } } } },
};
const channel = { id: 'C1', name: 'sales' };
/** One good request of every kind, as Slack sends it. */
const GOOD = {
  command: {
    team_id: 'T1',
    team_domain: 'firm',
    channel_id: 'C1',
    channel_name: 'sales',
    user_id: 'U1',
    user_name: 'anna',
    command: '/deal',
    text: 'list',
    response_url,
    trigger_id: '1.2.a',
  },
  press: {
    type: 'block_actions',
    user,
    team,
    channel,
    container: { type: 'message', message_ts: '1.1', channel_id: 'C1', is_ephemeral: true },
    trigger_id: '1.2.b',
    response_url,
    state: { values: {} },
    actions: [{ type: 'button', action_id: 'deal.nobody', block_id: 'b', value: '1 1', action_ts: '1.1' }],
  },
  submit: { type: 'view_submission', user, team, trigger_id: '1.2.c', view, response_urls: [] },
  suggest: { type: 'block_suggestion', user, team, action_id: 'deal.picked', block_id: 'deal.picked', value: 'bie', view },
  shortcut: { type: 'shortcut', user, team, callback_id: 'deal.nobody', trigger_id: '1.2.d', action_ts: '1.1' },
  message: {
    type: 'message_action',
    user,
    team,
    channel,
    callback_id: 'deal.nobody',
    trigger_id: '1.2.e',
    response_url,
    message_ts: '1.1',
    message: { type: 'message', user: 'U2', text: 'Bielik', ts: '1.1' },
  },
  event: {
    type: 'event_callback',
    team_id: 'T1',
    api_app_id: 'A1',
    event_id: 'Ev1',
    event_time: 1,
    authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: 'U9', is_bot: true, is_enterprise_install: false }],
    event: { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages', event_ts: '1.1' },
  },
} as const;
type Kind = keyof typeof GOOD;

/** A body as Slack sends that kind: events as JSON, commands as a form, interactions as a form with a payload. */
const sendAs = (kind: Kind, body: unknown): Promise<number> => {
  if (kind === 'event') return send(JSON.stringify(body));
  const isForm = kind === 'command' && typeof body === 'object' && body !== null;
  return send(isForm ? asForm({ ...body }) : asPayload(body), { type: FORM_TYPE });
};

describe('a request', () => {
  it('of every kind is answered with 200', async () => {
    for (const kind of Object.keys(GOOD) as Kind[]) expect(await sendAs(kind, GOOD[kind]), kind).toBe(200);
    expect(await send(JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' }))).toBe(200);
    expect(loggedLines).toEqual([]);
  });

  it('that nothing of ours asks for is acknowledged, so that nobody sees an error', async () => {
    expect(await sendAs('submit', { ...GOOD.submit, type: 'view_closed' })).toBe(200);
    expect(await send(JSON.stringify({ type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1 }))).toBe(200);
    expect(await send(JSON.stringify({ ...GOOD.event, event: { type: 'reaction_added', user: 'U1' } }))).toBe(200);
  });

  it('with a forged signature, or none that can be checked, is answered with 401', async () => {
    const body = asForm(GOOD.command);
    const stamp = Math.floor(Date.now() / 1000);
    expect(await send(body, { type: FORM_TYPE, signature: sign('somebody else', String(stamp), body) })).toBe(401);
    expect(await send(body, { type: FORM_TYPE, signature: sign(slack.signingSecret, String(stamp), `${body}&text=all`) })).toBe(
      401,
    );
    for (const signature of ['v0=', 'v1=abc', 'nonsense', ' '])
      expect(await send(body, { type: FORM_TYPE, signature })).toBe(401);
    expect((await fetch(url, { method: 'POST', body, headers: { 'content-type': FORM_TYPE } })).status).toBe(401);
  });

  it('that is signed but more than five minutes old, or from the future, is answered with 401', async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const stamp of [now - 301, now + 310, 0, 9e15, Number.NaN]) {
      expect(await send(asForm(GOOD.command), { type: FORM_TYPE, stamp }), String(stamp)).toBe(401);
    }
    expect(await send(asForm(GOOD.command), { type: FORM_TYPE, stamp: now - 240 })).toBe(200);
  });

  it.each([
    ['null', 'null', JSON_TYPE],
    ['a string', '"text"', JSON_TYPE],
    ['a number', '5', JSON_TYPE],
    ['an array', '[]', JSON_TYPE],
    ['an empty object', '{}', JSON_TYPE],
    ['nothing', '', JSON_TYPE],
    ['no JSON', '{"type":', JSON_TYPE],
    ['a form without anything', '', FORM_TYPE],
    ['a payload that is null', 'payload=null', FORM_TYPE],
    ['a payload that is no JSON', 'payload=%7B', FORM_TYPE],
    ['a command that nobody has', asForm({ ...GOOD.command, command: '/rm' }), FORM_TYPE],
    ['a command twice', `${asForm(GOOD.command)}&command=%2Fdeal`, FORM_TYPE],
    ['an interaction that nobody knows', asPayload({ ...GOOD.press, type: 'mind_reading' }), FORM_TYPE],
    ['a form without its state', asPayload({ ...GOOD.submit, view: { ...view, state: undefined } }), FORM_TYPE],
    ['a form whose state has no values', asPayload({ ...GOOD.submit, view: { ...view, state: {} } }), FORM_TYPE],
    ['a form whose values are null', asPayload({ ...GOOD.submit, view: { ...view, state: { values: null } } }), FORM_TYPE],
    ['a press without anything pressed', asPayload({ ...GOOD.press, actions: [] }), FORM_TYPE],
    ['a press by nobody', asPayload({ ...GOOD.press, user: null }), FORM_TYPE],
    ['an event of nothing', JSON.stringify({ ...GOOD.event, event: null }), JSON_TYPE],
    ['an event by nobody', JSON.stringify({ ...GOOD.event, event: { ...GOOD.event.event, user: null } }), JSON_TYPE],
    [
      'half a character in the channel of an event',
      JSON.stringify({ ...GOOD.event, event: { ...GOOD.event.event, channel: 'C\uD83D' } }),
      JSON_TYPE,
    ],
    ['half a character in a trigger', asPayload({ ...GOOD.press, trigger_id: '1.\uD83D' }), FORM_TYPE],
    ['half a character in a place', asPayload({ ...GOOD.press, container: { channel_id: '\uDE00' } }), FORM_TYPE],
    ['an event for nobody', JSON.stringify({ ...GOOD.event, authorizations: [null] }), JSON_TYPE],
  ])('signed, and holding %s, is answered with 400 and logged once', async (_what, body, type) => {
    expect(await send(body, { type })).toBe(400);
    expect(loggedLines.length).toBe(1);
    expect(failed).toEqual([]);
  });

  it('of more than four megabytes is refused', async () => {
    const status = await send(`"${'a'.repeat(4 * 1024 * 1024)}"`).catch(() => 413);
    expect(status).toBe(413);
  });

  it('to an address that is none is refused, and one that nothing answers is not found', async () => {
    const origin = new URL(url).origin;
    expect((await fetch(`${origin}//`, { method: 'POST' })).status).toBe(400);
    expect((await fetch(`${origin}/wp-admin`)).status).toBe(404);
  });
});

/** Every place of a value, as a path. */
const paths = (value: unknown): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [[], ...Object.entries(value).flatMap(([key, inner]) => paths(inner).map((path) => [key, ...path]))]
    : [[]];

/** The value with something else, or nothing, at a place. */
function changedAt(value: unknown, [key, ...rest]: readonly string[], now: unknown): unknown {
  if (key === undefined) return now;
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === key ? changedAt(each, rest, now) : each));
  const inner = Object.entries(value ?? {}).map(([name, each]) => [name, name === key ? changedAt(each, rest, now) : each]);
  return Object.fromEntries(inner.filter(([, each]) => each !== undefined));
}

describe('whatever a signed request holds', () => {
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, undefined, '', 0, [], {}, [null], '\u0000'));

  it('it is answered with 200 or 400, and the bot goes on', { timeout: 60_000 }, async () => {
    const kinds = Object.keys(GOOD) as Kind[];
    const broken = fc
      .constantFrom(...kinds)
      .chain((kind) => fc.record({ kind: fc.constant(kind), path: fc.constantFrom(...paths(GOOD[kind])), now: anything }));
    await fc.assert(
      fc.asyncProperty(broken, async ({ kind, path, now }) => {
        const status = await sendAs(kind, changedAt(GOOD[kind], path, now) ?? {});
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 400, seed: 3 },
    );
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom(JSON_TYPE, FORM_TYPE), async (value, type) => {
        const body = type === FORM_TYPE ? asPayload(value) : JSON.stringify(value);
        expect([200, 400]).toContain(await send(body, { type }));
      }),
      { numRuns: 100, seed: 3 },
    );
    expect(await sendAs('command', GOOD.command)).toBe(200);
    expect(strays).toEqual([]);
  });

  it('what is not as it has to be is named by its place, never by what it holds', () => {
    const taken = classifyRequest({ ...GOOD.press, actions: [{ ...GOOD.press.actions[0], action_id: { secret: 'Bielik' } }] }, [
      '/deal',
    ]);
    expect(taken).toEqual({ kind: 'refuse', what: 'interaction', where: 'actions.0.action_id' });
  });
});
