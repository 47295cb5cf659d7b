import type { JournalEntry } from '../../simulator/journal.ts';
import { type Drill, type DrillReport, type DrillRun, onEachStore, type StoreKind } from './support/drill.ts';
import { fuzz, type Template } from './support/fuzzed-requests.ts';
import { personAt } from './support/note-writers.ts';
import { createWorld, type World } from './support/world.ts';

/** Fewer than the bot always lets in: a case that is told to come again tries nothing. */
const IN_FLIGHT = 6;
/** What no person should ever read, nor Slack: a stack, or the inside of the database. */
const INNARDS =
  /\bat (?:async )?[\w.<>]+ \(|\/(?:src|dist|node_modules)\/[\w/-]+\.[jt]s|PrismaClient|SELECT .* FROM|violates \w+ constraint/;

/** Uses every entrance once, so that there is something to spoil: a command, a form, buttons, selects, shortcuts, Home, messages. */
async function collectTemplates(world: World): Promise<readonly Template[]> {
  const { sales, slack, people } = world;
  const person = personAt(people, people.length - 1);
  const patiently = (work: Promise<unknown>) => work.catch(() => undefined);
  for (const line of [
    '/deal',
    '/deal show D-1',
    '/deal note D-1 called',
    '/funnel',
    '/funnel gaps',
    '/szansa lista',
    '/lejek braki',
  ])
    await person.command(sales, line);
  for (const answer of slack.ephemerals(person.id)) {
    const [, id] = /"action_id":"([^"]+)"/.exec(JSON.stringify(answer.blocks ?? [])) ?? [];
    if (id !== undefined) await patiently(person.click(answer, id));
    await person.closeAll();
  }
  for (const line of [
    '/deal new Fuzz 12k',
    '/deal edit D-2',
    '/deal lost D-3',
    '/funnel setup',
    '/funnel target',
    '/deal advance',
  ]) {
    await person.command(sales, line);
    const view = await person.waitForView(undefined, 10_000).catch(() => undefined);
    const [, select] =
      /"type":"external_select"[^}]*"action_id":"([^"]+)"|"action_id":"([^"]+)"[^}]*"type":"external_select"/.exec(
        JSON.stringify(view?.blocks ?? []),
      ) ?? [];
    if (view !== undefined && select !== undefined) await patiently(person.suggest(view, select, 'cus'));
    await patiently(person.submit());
    await person.closeAll();
  }
  await patiently(person.globalShortcut('deal.from-anywhere'));
  await person.closeAll();
  const { ts } = await person.writeMessage(sales, 'Kowent wants 12k');
  for (const shortcut of ['deal.from-message', 'deal.add-message']) await patiently(person.messageShortcut(shortcut, sales, ts));
  await person.closeAll();
  await person.openHome();
  await person.mention(sales, `<@${slack.botUserId}> list`);
  await person.dm('list');
  await slack.allDelivered();
  const sent = slack.journal.filter((entry): entry is Extract<JournalEntry, { kind: 'sent' }> => entry.kind === 'sent');
  return sent.map(({ type, payload }) => ({ type, payload }));
}

async function fuzzStore(run: DrillRun, store: StoreKind): Promise<DrillReport> {
  const cases = run.isShort ? 80 : 10_000;
  const world = await createWorld(run, { store, transport: 'http', slack: { triggerLifeMs: 60_000 } });
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  let [done, slowest] = [0, 0];
  try {
    const bot = await world.startBot();
    await bot.started;
    const templates = await collectTemplates(world);
    const work = async () => {
      while (done < cases) {
        done += 1;
        if (done % 100 === 0) run.say(`${store}: case ${done} of ${cases}`);
        const { headers, body } = fuzz(templates, world.slack.signingSecret, run.random);
        const from = performance.now();
        const response = await fetch(bot.address, { method: 'POST', headers, body, signal: AbortSignal.timeout(60_000) }).catch(
          (error: unknown) => String(error),
        );
        slowest = Math.max(slowest, performance.now() - from);
        if (typeof response === 'string') {
          wrong.push(`no answer (${response}) to ${body.slice(0, 300)}`);
          if (!bot.isAlive()) return;
          continue;
        }
        const answer = await response.text();
        world.heard(answer);
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
        if (response.status >= 500) wrong.push(`${response.status} to ${body.slice(0, 300)}`);
        if (INNARDS.test(answer)) wrong.push(`innards in the answer ${answer.slice(0, 200)}`);
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, work));
    if (!statuses.has(200)) wrong.push('No case was let in: the drill is blind');
    if ((await bot.health('readyz')) !== 200) wrong.push('it is not ready afterwards');
    const after = await personAt(world.people, 0).command(world.sales, '/deal help');
    if (!after.acked) wrong.push('it answers nobody afterwards');
    for (const entry of world.slack.journal)
      if (entry.kind === 'call' && INNARDS.test(JSON.stringify(entry.args)))
        wrong.push(`innards were told to Slack: ${JSON.stringify(entry.args).slice(0, 200)}`);
    const faults = bot
      .output()
      .split('\n')
      .filter((line) => /a listener failed|outside its own care/.test(line));
    wrong.push(
      ...[...new Set(faults.map((line) => line.replace(/"time":\d+|"code":"\w+"|"request":"[^"]+"/g, '')))].map(
        (line) => `a listener failed: ${line.slice(0, 600)}`,
      ),
    );
    await bot.stop();
    wrong.push(...(await world.withStore(({ tenant }) => tenant.funnel.verifyCounters())), ...world.problems());
    return {
      counts: {
        [`${store}: cases`]: done,
        [`${store}: made from`]: `${templates.length} requests: ${[...new Set(templates.map(({ type, payload }) => `${type} ${String(payload['type'] ?? '')}`.trim()))].join(', ')}`,
        [`${store}: statuses`]: [...statuses].map(([status, count]) => `${status}: ${count}`).join(', '),
        [`${store}: slowest answer (ms)`]: Math.round(slowest),
      },
      wrong: wrong.map((each) => `${store}: ${each}`),
    };
  } finally {
    await world.stop();
  }
}

export const fuzzing: Drill = {
  what: 'every entrance is sent nonsense, signed and unsigned: no 5xx, nothing unhandled, no innards and no secret in an answer or in the log at trace',
  stores: ['embedded', 'PostgreSQL'],
  run: (run) => onEachStore(run, (store) => fuzzStore(run, store)),
};
