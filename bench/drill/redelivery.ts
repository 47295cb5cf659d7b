import type { AckReceipt } from '../../simulator/delivery/delivery.ts';
import { createHttpTransport } from '../../simulator/delivery/http-transport.ts';
import type { JournalEntry } from '../../simulator/journal.ts';
import type { Person } from '../../simulator/person/person.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import { toPlainText } from '../../src/slack/views/kit/text.ts';
import { type Drill, type DrillReport, type DrillRun, onEachStore, type StoreKind } from './support/drill.ts';
import { personAt } from './support/note-writers.ts';
import { pause } from './support/wait.ts';
import { createWorld, type OpenedStore, type World } from './support/world.ts';

type Sent = Extract<JournalEntry, { kind: 'sent' }>;

/** One thing that a person does, and how often it has happened as far as the data say. */
type Request = {
  readonly name: string;
  /** Brings the person to where they do it, while the bot answers. */
  readonly prepare?: (world: World, person: Person, text: string) => Promise<void>;
  /** Does it. */
  readonly act: (world: World, person: Person, text: string) => Promise<unknown>;
  readonly effects: (opened: OpenedStore, text: string) => Promise<number>;
};

const countNotes = async ({ database }: OpenedStore, text: string): Promise<number> =>
  (await database.session((sql) => sql.query('SELECT 1 FROM note WHERE text = $1', [text]))).length;
const countDeals = async ({ database }: OpenedStore, name: string): Promise<number> =>
  (await database.session((sql) => sql.query('SELECT 1 FROM deal WHERE name = $1', [name]))).length;
/** Notes that were taken back: the note stays, an event takes it away. */
const countUndone = async ({ database }: OpenedStore, text: string): Promise<number> =>
  (
    await database.session((sql) =>
      sql.query(
        'SELECT 1 FROM deal_event AS u JOIN deal_event AS e ON e.workspace_id = u.workspace_id AND e.deal_number = u.deal_number AND e.version = u.undoes JOIN note AS n ON n.workspace_id = e.workspace_id AND n.id = e.note_id WHERE n.text = $1',
        [text],
      ),
    )
  ).length;

const typeNote = ({ sales }: World, person: Person, text: string) => person.command(sales, `/deal note D-1 ${text}`);

const REQUESTS: readonly Request[] = [
  { name: 'command', act: typeNote, effects: countNotes },
  {
    name: 'form',
    prepare: async ({ sales }, person, text) => {
      await person.closeAll();
      await person.command(sales, `/deal new ${text} 12k`);
      await person.waitForView(({ callback_id: id }) => id === 'deal.create', 20_000);
    },
    act: (_, person) => person.submit(),
    effects: countDeals,
  },
  {
    name: 'button',
    prepare: async (world, person, text) => {
      await typeNote(world, person, text);
      // It may come late.
      await isAnswered(world, person, text);
    },
    act: async ({ slack }, person, text) => {
      const answer = slack.ephemerals(person.id).findLast((message) => JSON.stringify(message).includes(text));
      if (answer === undefined) throw new Error('There is nothing to press.');
      await person.click(answer, 'deal.undo');
    },
    effects: countUndone,
  },
  {
    name: 'mention',
    act: ({ sales, slack }, person, text) => person.mention(sales, `<@${slack.botUserId}> note D-1 ${text}`),
    effects: countNotes,
  },
  { name: 'direct message', act: (_, person, text) => person.dm(`note D-1 ${text}`), effects: countNotes },
];

const NOWHERE = 'http://127.0.0.1:9/slack/events';

/** Has a person do something that reaches nobody. @returns what Slack has sent. */
async function intercept(world: World, address: string, act: () => Promise<unknown>): Promise<Sent> {
  const before = world.slack.journal.at(-1)?.seq ?? 0;
  world.slack.useHttp(NOWHERE);
  try {
    await act();
    await world.slack.allDelivered();
  } finally {
    world.slack.useHttp(address);
  }
  const isMeant = ({ type, name }: Sent) => type !== 'events_api' || name === 'app_mention' || name === 'message';
  const sent = world.slack.journal.find((entry): entry is Sent => entry.seq > before && entry.kind === 'sent' && isMeant(entry));
  if (sent === undefined) throw new Error('Nothing was sent.');
  return sent;
}

/** What is written to the bot is acknowledged first and answered then. */
async function isAnswered({ slack, sales }: World, { id }: Person, text: string): Promise<boolean> {
  const isThere = () =>
    [...slack.ephemerals(id), ...slack.dm(id), ...slack.messages(sales)].some(
      (message) => message.bot_id !== undefined && JSON.stringify(message).includes(text),
    );
  for (let waited = 0; waited < 300 && !isThere(); waited += 1) await pause(100);
  return isThere();
}

/** The answer follows by another way: nothing that could differ. */
const LATE = 'late';
const STILL_SAVING = toPlainText(LANGUAGES.en.common.stillSaving).slice(0, 30);

function toAnswer(receipt: AckReceipt): string {
  if (!receipt.acked) return `not acknowledged: ${receipt.failure}`;
  const body = JSON.stringify(receipt.body ?? '');
  return receipt.body === undefined || body.includes(STILL_SAVING) ? LATE : body;
}

async function redeliver(run: DrillRun, store: StoreKind): Promise<DrillReport> {
  const rounds = run.isShort ? 1 : 12;
  const world = await createWorld(run, { store, transport: 'http', slack: { redeliverAfterMs: [], triggerLifeMs: 60_000 } });
  const wrong: string[] = [];
  let [deliveries, requests] = [0, 0];
  const texts: (readonly [Request, string])[] = [];
  try {
    const bots = [await world.startBot()];
    // The embedded store has one process; on a server two serve one workspace.
    if (store === 'PostgreSQL') bots.push(await world.startBot());
    await Promise.all(bots.map(({ started }) => started));
    const [first] = bots;
    if (first === undefined) throw new Error('No bot runs.');
    world.slack.useHttp(first.address);
    const person = personAt(world.people, 0);
    for (let warm = 0; warm < 3; warm += 1) await person.command(world.sales, '/deal');
    const transports = bots.map(({ address }) => createHttpTransport(address, world.slack.signingSecret, 30_000));
    for (let round = 1; round <= rounds; round += 1)
      for (const request of REQUESTS)
        for (const times of [2, 4]) {
          run.say(`${store}: round ${round} of ${rounds}, ${request.name} ${times} times`);
          const text = `redelivered ${request.name} ${round} ${times}`;
          await request.prepare?.(world, person, text);
          const {
            delivery: id,
            type,
            name,
            payload,
          } = await intercept(world, first.address, () => request.act(world, person, text));
          // Half of them at once, to every instance; the others afterwards, as Slack does when it has waited in vain.
          const send = (index: number) => {
            const transmit = transports[index % transports.length];
            if (transmit === undefined) throw new Error('No bot runs.');
            const retry =
              type === 'events_api' && index > 0 ? { retry: { attempt: index, reason: 'http_timeout' as const } } : {};
            return transmit({ id, type, name, payload, ...retry });
          };
          const together = times === 2 ? 2 : 3;
          const receipts = [
            ...(await Promise.all(Array.from({ length: together }, (_, index) => send(index)))),
            ...(times > together ? [await send(together)] : []),
          ];
          world.heard(JSON.stringify(receipts));
          const answers = new Set(receipts.map(toAnswer).filter((answer) => answer !== LATE));
          deliveries += times;
          requests += 1;
          texts.push([request, text]);
          if (type === 'events_api' && !(await isAnswered(world, person, text))) wrong.push(`${text}: nobody is answered`);
          if (answers.size > 1)
            wrong.push(`${text}: ${answers.size} answers: ${[...answers].map((each) => each.slice(0, 200)).join(' | ')}`);
          await person.closeAll();
        }
    await Promise.all(bots.map((bot) => bot.idle()));
    await Promise.all(bots.map((bot) => bot.stop()));
    await world.withStore(async (opened) => {
      for (const [request, text] of texts) {
        const effects = await request.effects(opened, text);
        if (effects !== 1) wrong.push(`${text}: ${effects} effects`);
      }
      wrong.push(...(await opened.tenant.funnel.verifyCounters()));
    });
    return {
      counts: { [`${store}: instances`]: bots.length, [`${store}: requests`]: requests, [`${store}: deliveries`]: deliveries },
      wrong: [...wrong, ...world.problems()].map((each) => `${store}: ${each}`),
    };
  } finally {
    await world.stop();
  }
}

export const redelivery: Drill = {
  what: 'commands, forms, buttons, mentions and direct messages come twice and four times, also at once, to two instances: one effect, one answer',
  stores: ['embedded', 'PostgreSQL'],
  run: (run) => onEachStore(run, (store) => redeliver(run, store)),
};
