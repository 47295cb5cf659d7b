import { type Logger, LogLevel } from '@slack/bolt';
import { postingClient } from '../../src/clients.ts';
import { openDeal } from '../../src/core/open-deal.ts';
import type { Log } from '../../src/log-types.ts';
import { buildApp } from '../../src/slack/app.ts';
import { openStore } from '../../src/store/open.ts';
import { OWNERS, TICKS } from '../deals.ts';

/** Lejek over one store, with deals in it. Arguments: port, signing secret, bot token, API address, team, deals, `dir:` or `url:` of the store. */
const [port = '0', signingSecret = '', botToken = '', slackApiUrl = '', team = '', deals = '0', where = ''] =
  process.argv.slice(2);
const nothing = () => undefined;
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: (fields, message) => console.error(message, fields) };
const logger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

const store = await openStore(where.startsWith('url:') ? { databaseUrl: where.slice(4) } : { dataDir: where.slice(4) });
const tenant = store.of(team);
const at = Date.now() - 3_600_000;
const today = new Date(at).toISOString().slice(0, 10);
const members = [];
for (const slackUserId of OWNERS) {
  const { member } = await tenant.enter({ slackUserId, name: slackUserId }, { language: 'en', at });
  members.push(
    await tenant.members.note({ slackUserId, name: slackUserId, locale: 'en-GB', timeZone: 'Europe/Warsaw', at }),
    member,
  );
}
const pipeline = await tenant.pipeline();
if (pipeline === undefined) throw new Error('no pipeline');
const owners = (await tenant.members.all()).toSorted((a, b) => (a.name < b.name ? -1 : 1));
const total = Number(deals);
let next = 0;
const seed = async () => {
  while (next < total) {
    const index = next;
    next += 1;
    const owner = owners[index % owners.length];
    if (owner === undefined) throw new Error('no owner');
    const saved = await tenant.deals.create(
      (number) => {
        const decision = openDeal(
          number,
          pipeline,
          {
            name: `Customer ${index}`,
            ownerId: owner.id,
            valueMinor: 1000_00 + index,
            pipelineValueMinor: 1000_00 + index,
            closeOn: '2099-12-31',
            contact: { name: 'Ola', phone: '1', decider: 'Ola' },
          },
          { actor: owner, at: at + index, today, through: 'command' },
        );
        return decision.ok ? { ok: true, change: { ...decision.change, ticks: TICKS } } : decision;
      },
      { key: `seed ${index}`, at: at + index },
    );
    if (!saved.ok) throw new Error(JSON.stringify(saved));
    if (index % 1000 === 999) process.send?.(`seeded ${index + 1}`);
  }
};
await Promise.all(Array.from({ length: 8 }, seed));
const client = postingClient(botToken, slackApiUrl);
const app = buildApp(
  { botToken, slackApiUrl, transport: { kind: 'http', signingSecret, port: Number(port) }, logger },
  { store, now: Date.now, log, clientFor: async () => client, wake: nothing, observe: nothing },
);
await app.start();
process.send?.('ready');
process.on('message', () => {
  void app
    .stop()
    .then(() => store.close())
    .then(() => process.exit(0));
});
