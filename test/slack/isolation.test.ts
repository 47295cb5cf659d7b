import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SILENT_BOLT_LOGGER } from '../../simulator/silent-bolt-logger.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { RequestContext } from '../../src/slack/request/flow.ts';
import { type Form, readForm } from '../../src/slack/request/form.ts';
import { requestContext } from '../../src/slack/request/request-context.ts';
import { createRequestDeps, type RequestDeps } from '../../src/slack/request/request-deps.ts';
import { createStore } from '../../src/store/open-store.ts';
import { createCompany } from '../support/company.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { listRouteTries, type PressWatch } from '../support/route-tries.ts';
import { createSecretCompany, SECRET, type SecretCompany } from '../support/store/secret-company.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

const [HOME, OTHER] = ['T0HOME', 'T0OTHER'];

let secret: SecretCompany;
let deps: RequestDeps;
let close: () => Promise<void>;
beforeAll(async () => {
  const database = await openTestDatabase();
  const store = createStore(database);
  close = store.close;
  secret = await createSecretCompany(database, HOME);
  await secret.tenant.members.setRole(secret.memberId, 'admin');
  const other = await createCompany(database, OTHER);
  await other.tenant.members.upsert({ slackUserId: 'U1', name: 'Thief', account: 'member', at: MONDAY });
  // Nobody is there: what a listener asks Slack fails, as it would of somebody else's channel.
  const client = new WebClient('xoxb-none', {
    slackApiUrl: 'http://127.0.0.1:9/api/',
    retryConfig: { retries: 0 },
    logger: SILENT_BOLT_LOGGER,
  });
  deps = createRequestDeps({
    ...{ store, clock: systemClock(() => MONDAY), externalChannels: new Map(), clientFor: async () => client },
    ...{ wake: () => {}, observe: () => {}, log: { debug() {}, info() {}, warn() {}, error() {} } },
  });
});
afterAll(() => close());

let requests = 0;
async function visit(workspaceId: string, slackUserId: string): Promise<RequestContext> {
  requests += 1;
  const context = await requestContext(
    deps,
    {
      ...{ workspaceId, slackUserId, channelId: secret.channelId, command: '/deal', through: 'button', typedLanguage: 'en' },
      key: `request ${requests}`,
    },
    { client: await deps.clientFor(workspaceId) },
  );
  if ('refused' in context) throw new Error(context.refused);
  return context;
}

/** What buttons and forms of the other company carry, in every way that ids are written. */
function foreignValues(): readonly string[] {
  const { dealNumber, alertId, commitmentId, settingId, subscriptionId, memberId, noteId, deliveryKey } = secret;
  const deal = `${dealNumber}@1`;
  const drill = {
    pipelineId: 'sales',
    at: MONDAY,
    timeZone: 'Europe/Warsaw',
    of: { kind: 'stage', stageId: 'needs' },
    offset: 0,
  };
  return [
    ...[String(dealNumber), deal, alertId, commitmentId, settingId, subscriptionId, memberId, noteId, deliveryKey],
    ...[`${dealNumber}>${memberId}`, `${deal}>${memberId}`, `${deal}>${dealNumber + 1}@1`, `${dealNumber} 0`, '0 secret'],
    ...[
      `${alertId} ${deal}`,
      `${alertId}>${deal}`,
      `${alertId} needs 1`,
      `${deal} ${MONDAY} ${deliveryKey}`,
      `${subscriptionId} ${MONDAY}`,
    ],
    ...['needs', 'stage needs', 'month 0 2026-11-01', SECRET],
    JSON.stringify(drill),
    JSON.stringify({
      ...{
        deal,
        stageId: 'needs',
        reason: '',
        post: `${secret.channelId} 1.0`,
        shown: {},
        isAgain: true,
        duplicate: deal,
        link: null,
      },
      ...{ subscriptionId, asksExternal: false, asksAdmins: true, asksGuests: true, since: MONDAY, key: deliveryKey },
    }),
  ];
}

/** Fields that hold ids of the other company, whatever they are called. */
function foreignForm(): Form {
  const { slackUserId, dealNumber } = secret;
  return {
    ...readForm(undefined),
    text: () => 'secret',
    choice: (name) => (/deal/.test(name) ? String(dealNumber) : /stage|to/.test(name) ? 'needs' : slackUserId),
    choices: () => [slackUserId],
  };
}

const watch: PressWatch = { wasRead: true };
const listTries = () => listRouteTries(foreignForm(), watch);

/** Values with which a listener is tried: what a person types is not what a button carries. */
const valuesFor = (name: string): readonly string[] =>
  /^(word|select)/.test(name) ? [`D-${secret.dealNumber}`, 'secret', secret.alertId] : foreignValues();

describe('a listener', () => {
  it('given ids, forms and values of another company, whichever it is, tells nothing of it and changes nothing of it', async () => {
    const before = await secret.dump();
    const leaks: string[] = [];
    for (const [name, run] of listTries()) {
      for (const value of valuesFor(name)) {
        watch.wasRead = true;
        const context = await visit(OTHER, 'U1');
        // What was sent in comes back in a form, and is no leak; what stands behind it would be.
        const reply = await run(context, value).catch((error: unknown) => String(error));
        const said = JSON.stringify(reply).replaceAll(JSON.stringify(value).slice(1, -1), '');
        if (said.includes('SECRET one') || said.includes('7,654,321') || said.includes('7.65M')) leaks.push(`${name} ${value}`);
        if (!watch.wasRead) break;
      }
      if ((await secret.dump()) !== before) leaks.push(`${name} changed something`);
    }
    expect(leaks).toEqual([]);
  }, 60_000);

  it('tells it to the company itself: what is tried opens doors', async () => {
    const opened = new Set<string>();
    for (const [name, run] of listTries().filter(([each]) => /^(button|word|select)/.test(each))) {
      for (const value of valuesFor(name).slice(0, 2)) {
        watch.wasRead = true;
        const reply = await run(await visit(HOME, secret.slackUserId), value).catch(() => undefined);
        if (JSON.stringify(reply)?.includes('SECRET one') === true) opened.add(name);
        if (opened.has(name) || !watch.wasRead) break;
      }
    }
    expect(opened.size).toBeGreaterThan(20);
  }, 60_000);
});
