import { SILENT_BOLT_LOGGER } from '../../simulator/silent-bolt-logger.ts';
import { everything } from '../../src/core/people/viewer.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { createPostingClient } from '../../src/platform/clients.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Log } from '../../src/platform/log-types.ts';
import { buildApp } from '../../src/slack/dispatch/app.ts';
import { createRequestDeps } from '../../src/slack/request/request-deps.ts';
import { openStore } from '../../src/store/open-store.ts';
import { seedDeals } from '../seed-deals.ts';
import { reportCountAtEnd } from './report-count.ts';

/** Lejek over one store, with deals in it. Arguments: port, signing secret, bot token, API address, team, deals, `dir:` or `url:` of the store. */
const [port = '0', signingSecret = '', botToken = '', slackApiUrl = '', team = '', deals = '0', where = ''] =
  process.argv.slice(2);
const nothing = () => undefined;
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: (fields, message) => console.error(message, fields) };

const store = await openStore(where.startsWith('url:') ? { databaseUrl: where.slice(4) } : { dataDir: where.slice(4) });
const tenant = store.tenant(team);
await seedDeals(tenant, Number(deals), (made) => process.send?.(`${made} of ${deals} deals`));
const client = createPostingClient(botToken, slackApiUrl);
const app = buildApp(
  { botToken, slackApiUrl, transport: { kind: 'http', signingSecret, port: Number(port) }, logger: SILENT_BOLT_LOGGER },
  createRequestDeps({
    store,
    clock: systemClock(),
    externalChannels: new Map(),
    log,
    clientFor: async () => client,
    wake: nothing,
    observe: nothing,
  }),
);
await app.start();
process.send?.('ready');
reportCountAtEnd(async () => {
  await app.stop();
  const pipeline = await loadPipeline(tenant, 'en');
  const events = pipeline === undefined ? [] : await tenant.funnel.eventsFrom(pipeline.id, 0, everything('operator'));
  const wrong = await tenant.funnel.verifyCounters();
  await store.close();
  return { moves: events.filter((event) => event.kind === 'advanced').length, wrong };
});
