import { everything } from '../../../src/core/people/viewer.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import type { Message } from '../../state/entities.ts';
import type { Handle } from '../sample-firm.ts';
import type { Demo } from '../start-demo.ts';
import { personName, type Screen } from './screen.ts';

/** Monday, 9:00 in Warsaw, after an instant; close enough to the hour for a story. */
function nextMondayMorning(at: number): number {
  const day = new Date(at);
  const ahead = (8 - (day.getUTCDay() || 7)) % 7 || 7;
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + ahead, 9, 5);
}

/** The main job in a minute, played by the firm's people through the workspace: nothing in it is written beforehand. */
export async function playStory(demo: Demo, screen: Screen, pause: (ms: number) => Promise<void>): Promise<void> {
  const { slack, sales, people } = demo;
  const beat = () => pause(1500);
  const says = async (who: Handle, line: string): Promise<Message | undefined> => {
    screen.write(`\n${personName(who)} › ${line}\n`);
    const { reply } = await slack.as(people[who]).command(sales, line);
    if (reply !== undefined) screen.message(reply);
    await beat();
    return reply;
  };
  const fills = async (who: Handle, entries: Readonly<Record<string, string | readonly string[]>>) => {
    const person = slack.as(people[who]);
    // The form itself, not the one that only says that it is loading.
    const view = await person.waitForView(({ blocks }) => blocks.some(({ type }) => type === 'input'));
    for (const [field, entry] of Object.entries(entries)) person.fillInput(field, entry);
    screen.view(view);
    const answers = slack.ephemerals(people[who]).length;
    const { closed, errors } = await person.submit();
    if (!closed) throw new Error(`the form was refused: ${JSON.stringify(errors)}`);
    for (let waited = 0; slack.ephemerals(people[who]).length === answers && waited < 3000; waited += 50) await pause(50);
    const answer = slack.ephemerals(people[who]).at(-1);
    if (answer !== undefined) screen.message(answer);
    await beat();
  };
  const posted = (before: number) => {
    for (const message of slack.messages(sales).slice(before)) screen.message(message);
  };

  screen.narrate('Ewa says where Lejek writes. Whoever sets it up first is its admin.');
  await says('ewa', '/funnel setup');
  await fills('ewa', { channel: sales });

  screen.narrate('Piotr adds a deal in one line.');
  await says('piotr', '/deal new Bielik forklift service 48k PLN close 18 December @piotr');
  await fills('piotr', {});

  screen.narrate('Moving it on asks exactly for what is missing.');
  await says('piotr', '/deal advance bielik forklift');
  await fills('piotr', {
    'criterion contact': 'Marek',
    'criterion reachable': 'marek@customer.example',
    'criterion need': ['yes'],
  });

  screen.narrate('Anna reads Polish, so Lejek speaks Polish to her.');
  await says('anna', '/szansa');

  screen.narrate('The one deal in Offer is lost: the stage is empty.');
  const pipeline = await demo.tenant.pipeline();
  const [last] =
    pipeline === undefined ? [] : await demo.tenant.deals(everything('operator')).filesInStage(pipeline.id, 'offer', 1);
  if (last !== undefined) {
    const owner = (await demo.tenant.members.byId(last.deal.ownerId))?.slackUserId;
    const handle = (Object.keys(people) as Handle[]).find((each) => people[each] === owner) ?? 'ewa';
    await says(handle, `/deal lost ${last.deal.number} no decision`);
  }

  screen.narrate(
    'Half an hour later its manager hears by direct message; the channel hears next morning. The clock is moved on.',
  );
  const before = slack.messages(sales).length;
  const heard = slack.dm(people.ewa).length;
  await demo.moveTo(demo.clock.now() + DAY_MS);
  await demo.moveTo(nextMondayMorning(demo.clock.now()));
  // The first that she hears: on Monday her own note follows.
  const direct = slack.dm(people.ewa)[heard];
  if (direct !== undefined) {
    screen.write('\nLejek → Ewa\n');
    screen.message(direct);
  }
  screen.narrate('#sales: the alert, and on Monday at nine the digest.');
  posted(before);
  await beat();
}
