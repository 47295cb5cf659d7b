import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import {
  checkActions,
  fillFormFromAnswer,
  moveCloseDate,
  pressPostedButton,
  typeAndRead,
  valueInEuros,
} from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const file = async () => {
  const found = await lejek.tenant.deals(ALL_DEALS).file(1);
  if (found === undefined) throw new Error('no deal');
  const { version, changedAt: _, ...deal } = found.deal;
  return { version, is: { ...found, deal } };
};
const press = async (person: Person, id: string) => pressPostedButton(lejek, person, id, `1@${(await file()).version}`);
const lastAnswer = (person: Person) => {
  const last = lejek.slack.ephemerals(person.id).at(-1);
  if (last === undefined) throw new Error('no answer');
  return last;
};

async function moveOn(person: Person): Promise<void> {
  await lejek.typeCommand(person, '/deal advance 1');
  await person.waitForView();
  person.fillInput('criterion answered', ['yes']);
  await person.submit();
}

/** What people do to D-1 Bielik, which stands in Offer; the other one is whom it can be given to. */
type Act = (person: Person, other: Person) => Promise<unknown>;
const CHANGES: readonly { readonly of: string; readonly prepare?: Act; readonly change: Act }[] = [
  {
    of: 'a move on',
    change: moveOn,
  },
  { of: 'a move back', change: (person) => typeAndRead(lejek, person, '/deal move 1 to needs because it was guessed') },
  { of: 'a note', change: (person) => typeAndRead(lejek, person, '/deal note 1 they called') },
  { of: 'a next step', change: (person) => typeAndRead(lejek, person, '/deal step 1 call tomorrow') },
  {
    of: 'what is in its form',
    change: async (person) => {
      await lejek.typeCommand(person, '/deal edit 1');
      await person.waitForView();
      person.fillInput('name', 'Bielik two');
      await person.submit();
    },
  },
  {
    of: 'a win',
    prepare: async (person) => {
      await moveOn(person);
      await expect.poll(async () => (await file()).is.deal.stageId).toBe('negotiation');
    },
    change: async (person) => {
      await lejek.typeCommand(person, '/deal won 1');
      await person.waitForView();
      person.fillInput('criterion signed', ['yes']);
      await person.submit();
    },
  },
  { of: 'a loss', change: (person) => typeAndRead(lejek, person, '/deal lost 1 no budget') },
  { of: 'another owner', change: (person, other) => typeAndRead(lejek, person, `/deal assign 1 <@${other.id}>`) },
  {
    of: 'a deletion',
    change: async (person) => {
      await typeAndRead(lejek, person, '/deal delete 1');
      await person.click(lastAnswer(person), 'deal.delete-sure');
    },
  },
  {
    of: 'a tick',
    change: async (person) => {
      await typeAndRead(lejek, person, '/deal show 1');
      await checkActions(person, lastAnswer(person), ['offer.1']);
    },
  },
  { of: 'that it is still being worked on', change: (person) => press(person, 'deal.working') },
  {
    of: 'an own estimate',
    change: (person) =>
      fillFormFromAnswer(
        lejek,
        person,
        { command: '/funnel why 1', button: 'deal.estimate', form: 'deal.save-estimate' },
        { win: '80', until: '2026-12-12', reason: 'verbal yes' },
      ),
  },
  {
    of: 'why its date slipped',
    prepare: (person) => moveCloseDate(lejek, person, 1, '2026-12-30'),
    change: async (person) => {
      await press(person, 'deal.slip:guess');
    },
  },
  {
    of: 'that its date stays',
    change: async (person) => {
      const { version } = await file();
      await pressPostedButton(lejek, person, 'tidy.keep', `1@${version} 0 own`);
    },
  },
];

describe.each(['en', 'pl'] as const)('/deal undo right after it (%s)', (language) => {
  it.each(CHANGES)('takes back $of', async ({ prepare, change }) => {
    const [person, other] = language === 'pl' ? [lejek.anna, lejek.piotr] : [lejek.piotr, lejek.anna];
    const closeOn = '2026-11-17';
    await lejek.createDeal(person, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer', closeOn, contact: { name: 'Ola' } });
    await prepare?.(person, other);
    // Its date has passed by then.
    lejek.advanceClock(2 * DAY_MS);
    const before = await file();
    await change(person, other);
    await expect.poll(async () => (await file()).version).toBe(before.version + 1);
    const said = await typeAndRead(lejek, person, language === 'pl' ? '/szansa cofnij' : '/deal undo');
    expect(said).toContain(language === 'pl' ? 'Cofnięte' : 'Undone');
    const history = await lejek.tenant.deals(ALL_DEALS).history(1);
    expect(history.at(-1)).toMatchObject({ kind: 'undone', undoes: history.length - 1 });
    expect((await file()).is).toEqual(before.is);
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
  });
});
