import type { Person } from '../../../simulator/person/person.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import type { OpenedStore, World } from './world.ts';

/** Notes that were typed, and what became of them as far as people know. */
export type NoteTally = {
  sent: number;
  readonly acknowledged: Set<string>;
  /** Answered with a sentence that nothing was changed. */
  readonly refused: Set<string>;
  /** How often each other sentence was the answer. */
  readonly answers: Map<string, number>;
  /** Answers that help nobody: a code, or no words at all. */
  readonly unclear: string[];
};

export const createNoteTally = (): NoteTally => ({
  ...{ sent: 0, acknowledged: new Set(), refused: new Set(), answers: new Map(), unclear: [] },
});

const { common } = LANGUAGES.en;
const { away, silent, diskFull, diskFails, unknown } = common.faults;
const NOTHING_CHANGED: readonly string[] = [away, silent, diskFull, diskFails, common.busy];

/** Slack shows a command's code between grave accents; an answer is compared without any. */
const words = (text: string): string => text.replaceAll(/[`*_]/g, '');

/** The sentence of a fault that an answer says, which may name what was typed beside it. */
const faultIn = (said: string): string | undefined =>
  [...NOTHING_CHANGED, unknown].find((each) => words(said).includes(words(each).slice(0, 30)));

/** Types one note about a deal, and remembers what was said to it. */
export async function writeNote({ sales }: World, person: Person, tally: NoteTally, deal: number): Promise<string> {
  tally.sent += 1;
  const text = `note-${tally.sent}x`;
  const { reply } = await person.command(sales, `/deal note D-${deal} ${text}`);
  if (reply === undefined) return text;
  const said = JSON.stringify(reply);
  const sentence = faultIn(said);
  if (said.includes(`${text}`) && sentence === undefined) tally.acknowledged.add(text);
  else if (sentence === undefined) tally.unclear.push(reply.text ?? '');
  else {
    tally.answers.set(sentence, (tally.answers.get(sentence) ?? 0) + 1);
    if (sentence !== unknown) tally.refused.add(text);
  }
  return text;
}

/** Each writer types a note about a deal of its own, waits for the answer and types the next one, until it is told to stop. */
export async function writeNotes(
  world: World,
  tally: NoteTally,
  { writers, goesOn }: { readonly writers: number; readonly goesOn: () => boolean },
): Promise<void> {
  const write = async (person: Person, deal: number): Promise<void> => {
    while (goesOn()) {
      const text = await writeNote(world, person, tally, deal);
      // Where nobody is there, who types needs a moment too.
      if (!tally.acknowledged.has(text)) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, index) => write(personAt(world.people, index), index + 1)));
}

/** Writes until a note is acknowledged. @returns ms until then; undefined where none was within the time. */
export async function waitUntilSaved(world: World, tally: NoteTally, withinMs: number): Promise<number | undefined> {
  const from = performance.now();
  while (performance.now() - from < withinMs) {
    const text = await writeNote(world, personAt(world.people, 0), tally, 1);
    if (tally.acknowledged.has(text)) return performance.now() - from;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return undefined;
}

export const personAt = (people: readonly Person[], index: number): Person => {
  const person = people[index % people.length];
  if (person === undefined) throw new Error('Nobody is there.');
  return person;
};

/** Holds the notes that are stored against what people were told. @returns a sentence for each promise that was broken. */
export async function checkNotes(
  { database, tenant }: OpenedStore,
  { slack, people }: World,
  tally: NoteTally,
): Promise<readonly string[]> {
  // An answer that came late came by another way.
  for (const { id } of people)
    for (const { text: answer = '' } of slack.ephemerals(id))
      if (faultIn(answer) === undefined) for (const [text] of answer.matchAll(/note-\d+x/g)) tally.acknowledged.add(text);
  const rows = await database.session((sql) => sql.query('SELECT text FROM note'));
  const times = new Map<string, number>();
  for (const { text } of rows) times.set(String(text), (times.get(String(text)) ?? 0) + 1);
  const missing = [...tally.acknowledged].filter((text) => !times.has(text));
  const untrue = [...tally.refused].filter((text) => times.has(text));
  const doubled = [...times].filter(([, count]) => count > 1).map(([text]) => text);
  return [
    ...missing.map((text) => `${text} was acknowledged and is not there`),
    ...untrue.map((text) => `${text} is there, and it was said that nothing was changed`),
    ...doubled.map((text) => `${text} is there ${times.get(text)} times`),
    ...tally.unclear.map((answer) => `nobody can do anything with this answer: ${answer}`),
    ...(await tenant.funnel.verifyCounters()),
  ];
}

/** What was said instead of "saved", for the report. */
export const otherAnswers = ({ answers }: NoteTally): string =>
  [...answers].map(([sentence, count]) => `${count} x "${sentence.split('.')[0]}"`).join(', ') || 'none';
