import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { pressPostedButton } from '../../support/bot-actions.ts';
import { holdDatabase } from '../../support/store/hold-database.ts';
import { openOwnDatabase } from '../../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
let database: Database;
beforeAll(async () => {
  database = await openOwnDatabase();
  // A form counts as late at once, so that each case takes a moment and not the two seconds that a person waits.
  lejek = await startTestBot({ database, ackTimeoutMs: 40 });
});
beforeEach(() => lejek.reset());
afterAll(async () => {
  await lejek.stop();
  await database.close();
});

const CLOSED = 'closed meanwhile';
/** Why Slack does not change a window: what it says, or the person has closed it. */
const REFUSALS = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'rate_limited',
  'access_denied',
  'invalid_arguments',
  'view_too_large',
  'hash_conflict',
  'not_found',
  CLOSED,
] as const;

type Language = {
  readonly person: () => Person;
  readonly command: string;
  /** What is typed for a value, and what is said of it. */
  readonly typed: string;
  readonly wrong: RegExp;
  readonly again: string;
  readonly note: string;
  readonly refused: RegExp;
};
const LANGUAGES: Readonly<Record<'en' | 'pl', Language>> = {
  en: {
    person: () => lejek.piotr,
    command: '/deal new Bielik',
    typed: 'a lot',
    wrong: /amount/,
    again: '[Open again]',
    note: 'they want blue ones',
    refused: /lost/,
  },
  pl: {
    person: () => lejek.anna,
    command: '/szansa nowa Bielik',
    typed: 'dużo',
    wrong: /kwot/,
    again: '[Otwórz ponownie]',
    note: 'chcą niebieskich',
    refused: /Przegrana/,
  },
};
const CASES = REFUSALS.flatMap((code) => [[code, 'en'] as const, [code, 'pl'] as const]);

/** Sends the form while the database is held up; then it is closed, or Slack refuses what is to take its place. */
async function submitLate(person: Person, code: string): Promise<void> {
  const release = await holdDatabase(database);
  try {
    expect(await person.submit()).toMatchObject({ closed: false });
    if (code === CLOSED) await person.closeAll();
    else lejek.slack.faults.failWith('views.update', code, 1);
  } finally {
    await release();
  }
  await vi.waitUntil(() => lejek.app.inFlight() === 0, { timeout: 20_000, interval: 5 });
  lejek.slack.faults.failWith('views.update', code, 0);
  await person.closeAll();
}

/** Presses *Open again* in the last answer. @returns the form as it stands then. */
async function openAgain(person: Person, form: string): Promise<string> {
  const answer = lejek.slack.ephemerals(person.id).at(-1);
  if (answer === undefined) throw new Error('nothing was said');
  await person.click(answer, 'form.again');
  await person.waitForView(({ callback_id: id }) => id === form);
  const screen = lejek.readScreen(person);
  await person.closeAll();
  return screen;
}

const shownTo = (person: Person) => lejek.lastAnswer(person).replace(/\s+/g, ' ');

describe('the window of a form that was saved late, refused by', () => {
  it.each(CASES)('%s, in %s: what is wrong is told, and the form opens again with what was typed', async (code, language) => {
    const { person: who, command, typed, wrong, again } = LANGUAGES[language];
    const person = who();
    await lejek.typeCommand(person, command);
    await person.waitForView(({ callback_id: id }) => id === 'deal.create');
    person.fillInput('value', typed);
    await submitLate(person, code);
    expect(shownTo(person)).toContain(again);
    expect(shownTo(person)).toMatch(wrong);
    expect(await openAgain(person, 'deal.create')).toContain(typed);
  });

  it.each(CASES)('%s, in %s: what was saved is told, once, and no second time asked for', async (code, language) => {
    const { person: who, again, note } = LANGUAGES[language];
    const person = who();
    const deal = await lejek.createDeal(person, 'Bielik');
    await pressPostedButton(lejek, person, 'deal.note', `${deal}@1`);
    await person.waitForView(({ callback_id: id }) => id === 'deal.add-note');
    person.fillInput('note', note);
    const before = lejek.slack.ephemerals(person.id).length;
    await submitLate(person, code);
    expect(lejek.slack.ephemerals(person.id).length).toBe(before + 1);
    expect(shownTo(person)).toContain(note);
    expect(shownTo(person)).not.toContain(again);
    const history = await lejek.tenant.deals(ALL_DEALS).history(deal);
    expect(history.filter(({ noteId }) => noteId !== null)).toHaveLength(1);
  });
  it.each(CASES)('%s, in %s: why it cannot be done is told, and the form opens again', async (code, language) => {
    const { person: who, again, note, refused } = LANGUAGES[language];
    const person = who();
    const deal = await lejek.createDeal(person, 'Bielik');
    await pressPostedButton(lejek, person, 'deal.lost', `${deal}@1`);
    await person.waitForView(({ callback_id: id }) => id === 'deal.lose');
    person.fillInput('reason', 'budget');
    person.fillInput('note', note);
    await lejek.typeCommand(lejek.ewa, `/deal lost ${deal} no budget`);
    await submitLate(person, code);
    expect(shownTo(person)).toMatch(refused);
    expect(shownTo(person)).toContain(again);
    expect(await openAgain(person, 'deal.lose')).toContain(note);
  });
});
