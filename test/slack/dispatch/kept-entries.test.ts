import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { isStillSaving, pressPostedButton, setUpFunnel } from '../../support/bot-actions.ts';
import { createDriverContext, FORM_DRIVERS } from '../../support/drivers.ts';
import { holdDatabase } from '../../support/store/hold-database.ts';
import { openOwnDatabase } from '../../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
let database: Database;
beforeAll(async () => {
  database = await openOwnDatabase();
  lejek = await startTestBot({ database });
});
beforeEach(async () => {
  await lejek.reset();
  // So that the language is known.
  await lejek.typeCommand(lejek.piotr, '/deal');
});
afterAll(async () => {
  await lejek.stop();
  await database.close();
});

/** Presses a button of the last private answer. */
async function pressInAnswer(actionId: string, person = lejek.piotr): Promise<void> {
  const last = lejek.slack.ephemerals(person.id).at(-1);
  if (last === undefined) throw new Error('nothing was said');
  await person.click(last, actionId);
}

const openNoteForm = async (deal: number) => {
  await pressPostedButton(lejek, lejek.piotr, 'deal.note', `${deal}@1`);
  await lejek.piotr.waitForView(({ callback_id: id }) => id === 'deal.add-note');
  lejek.piotr.fillInput('note', 'they want blue ones');
};

const notes = async (deal: number) =>
  (await lejek.tenant.deals(ALL_DEALS).history(deal)).filter(({ noteId }) => noteId !== null).length;

describe('a form whose saving takes long', () => {
  it('stays with what was typed until it is saved, then says so', async () => {
    const { piotr } = lejek;
    const deal = await lejek.createDeal(piotr, 'Bielik');
    await openNoteForm(deal);
    const release = await holdDatabase(database);
    expect(await piotr.submit()).toMatchObject({
      closed: false,
      errors: { note: expect.stringContaining('your entries stay here') },
    });
    expect(lejek.readScreen(piotr)).toContain('they want blue ones');
    await release();
    await piotr.waitForView(({ callback_id: id }) => id === 'frame.message');
    expect(lejek.readScreen(piotr)).toContain('they want blue ones');
    expect(await notes(deal)).toBe(1);
    await piotr.closeAll();
  });

  it('and that is sent a second time meanwhile counts once', async () => {
    const { piotr } = lejek;
    const deal = await lejek.createDeal(piotr, 'Bielik');
    await openNoteForm(deal);
    const release = await holdDatabase(database);
    await piotr.submit();
    await piotr.submit();
    await release();
    await expect.poll(() => lejek.app.inFlight()).toBe(0);
    expect(await notes(deal)).toBe(1);
    await piotr.closeAll();
  });

  it('and that was closed meanwhile is told about; what is wrong in it comes with a button that opens it again', async () => {
    const { piotr } = lejek;
    await lejek.typeCommand(piotr, '/deal new Bielik');
    await piotr.waitForView(({ callback_id: id }) => id === 'deal.create');
    piotr.fillInput('value', 'a lot');
    const release = await holdDatabase(database);
    await piotr.submit();
    await piotr.closeAll();
    await release();
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('[Open again]');
    await pressInAnswer('form.again');
    await piotr.waitForView(({ callback_id: id }) => id === 'deal.create');
    expect(lejek.readScreen(piotr)).toContain('a lot');
    piotr.fillInput('value', '12k');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    expect((await lejek.tenant.deals(ALL_DEALS).search('Bielik', { openOnly: true, limit: 5 })).deals).toHaveLength(1);
  });

  it('and that is wrong says so on top of what was typed', async () => {
    const { piotr } = lejek;
    await lejek.typeCommand(piotr, '/deal new Bielik');
    await piotr.waitForView(({ callback_id: id }) => id === 'deal.create');
    piotr.fillInput('value', 'a lot');
    const release = await holdDatabase(database);
    await piotr.submit();
    await release();
    await piotr.waitForView(({ blocks }) => blocks[0]?.block_id === 'frame.problem');
    expect(lejek.readScreen(piotr)).toContain('a lot');
    piotr.fillInput('value', '12k');
    expect(await piotr.submit()).toMatchObject({ closed: true });
  });
});

it.each([
  ['en', () => lejek.piotr, '[Open again]'],
  ['pl', () => lejek.anna, '[Otwórz ponownie]'],
] as const)(
  'a form that closes at once, refused, can be opened again with what was typed, in %s',
  async (_language, who, again) => {
    const [person, { ewa }] = [who(), lejek];
    const deal = await lejek.createDeal(person, 'Bielik');
    await pressPostedButton(lejek, person, 'deal.lost', `${deal}@1`);
    await person.waitForView(({ callback_id: id }) => id === 'deal.lose');
    person.fillInput('reason', 'budget');
    person.fillInput('note', 'they said so on the phone');
    await lejek.typeCommand(ewa, `/deal lost ${deal} no budget`);
    expect(await person.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(person)).toContain(again);
    await pressInAnswer('form.again', person);
    await person.waitForView(({ callback_id: id }) => id === 'deal.lose');
    expect(lejek.readScreen(person)).toContain('they said so on the phone');
    await person.closeAll();
    // By another instance, or after a restart: what the process remembers is gone.
    const [id = '', { view = undefined } = {}] = [...lejek.deps.keptForms].at(-1) ?? [];
    lejek.deps.keptForms.clear();
    await pressInAnswer('form.again', person);
    await person.waitForView(({ callback_id: form }) => form === 'deal.lose');
    expect(lejek.readScreen(person)).toContain('they said so on the phone');
    await person.closeAll();
    const stored = await database.prisma.keptForm.findFirst({ where: { id } });
    expect(view?.private_metadata).toContain('http');
    expect(stored?.view).not.toContain('http');
    // Nobody else's.
    await pressPostedButton(lejek, ewa, 'form.again', id);
    await expect.poll(() => lejek.readScreen(ewa)).toContain('I no longer have this form');
    // An hour later it is nobody's any more.
    await lejek.store.deleteExpired({ webhookDeliveries: 0, removedWebhooks: 0, handled: 0, keptForms: Date.now() + 1 });
    expect(await database.prisma.keptForm.count()).toBe(0);
  },
);

it('a button and a shortcut whose form came too late are tried again by a button', async () => {
  const { piotr, slack } = lejek;
  const deal = await lejek.createDeal(piotr, 'Bielik');
  const tooLate = async (ask: () => Promise<unknown>, form: string) => {
    const answers = () => [...slack.dm(piotr.id), ...slack.ephemerals(piotr.id)];
    const before = new Set(answers());
    slack.faults.failWith('views.open', 'expired_trigger_id', 1);
    await ask();
    const fresh = () => answers().find((each) => !before.has(each));
    await expect.poll(fresh).toBeDefined();
    const place = fresh();
    const [, id = 'none'] = /"action_id":"(\w+\.again)"/.exec(JSON.stringify(place)) ?? [];
    if (place === undefined) throw new Error('nothing was said');
    await piotr.click(place, id);
    await piotr.waitForView((view) => view.callback_id === form);
    const screen = lejek.readScreen(piotr);
    await piotr.closeAll();
    return screen;
  };
  expect(await tooLate(() => pressPostedButton(lejek, piotr, 'deal.note', `${deal}@1`), 'deal.add-note')).toContain('Bielik');
  await tooLate(() => piotr.globalShortcut('deal.from-anywhere'), 'deal.create');
  const { ts } = await piotr.writeMessage(lejek.sales, 'Kowent wants 12k');
  expect(await tooLate(() => piotr.messageShortcut('deal.add-message', lejek.sales, ts), 'deal.note-message')).toContain(
    'Kowent wants',
  );
});

/** Forms in which something is typed or chosen. */
const TYPED_FORMS = [
  ...['deal.create', 'deal.lose', 'deal.save-move', 'deal.add-note', 'deal.save-edit', 'step.save', 'tidy.save-date'],
  ...[
    'deal.save-estimate',
    'deal.save-several',
    'rates.save',
    'funnel.save-target',
    'pipeline.save-stage',
    'pipeline.save-reason',
  ],
];

/** Somebody who may do everything, with a form that is filled in and not sent. */
async function fillForm(form: string, locale: 'en-GB' | 'pl-PL') {
  const { slack, sales, tenant } = lejek;
  const person = slack.as(slack.addUser({ name: form.replace('.', '-'), realName: form, locale }).id);
  slack.inviteToChannel(sales, person.id);
  await lejek.typeCommand(person, '/deal list');
  await tenant.members.setRole((await tenant.members.bySlackUser(person.id))?.id ?? '', 'admin');
  const filled = new Error('filled in');
  const submit = async (fields: Readonly<Record<string, string | readonly string[]>> = {}) => {
    for (const [name, value] of Object.entries(fields)) person.fillInput(name, value);
    throw filled;
  };
  await expect(FORM_DRIVERS[form]?.({ ...(await createDriverContext(lejek, person)), submit })).rejects.toBe(filled);
  const entered = () => {
    const view = person.view();
    return view === undefined ? undefined : { form: view.callback_id, values: person.values(view) };
  };
  const told = () => [...slack.ephemerals(person.id), ...slack.dm(person.id)].length;
  return { form, person, entered, told };
}

it('every form keeps what was typed while saving takes long: whoever waits sees the answer in it, whoever closes it is told', async () => {
  await setUpFunnel(lejek, lejek.ewa);
  const filled = [];
  for (const [index, form] of TYPED_FORMS.entries()) filled.push(await fillForm(form, index % 2 === 0 ? 'en-GB' : 'pl-PL'));
  const before = filled.map(({ entered, told, person }) => ({ entered: entered(), told: told(), hash: person.view()?.hash }));
  const release = await holdDatabase(database);
  const sent = await Promise.all(filled.map(({ person }) => person.submit()));
  for (const [index, { form, entered }] of filled.entries()) {
    expect(sent[index], form).toMatchObject({ closed: false });
    expect(isStillSaving(sent[index]?.errors ?? {}), form).toBe(true);
    expect(entered(), form).toEqual(before[index]?.entered);
  }
  // Of two in each language one goes.
  const isGone = (index: number) => index % 4 >= 2;
  for (const [index, { person }] of filled.entries()) if (isGone(index)) await person.closeAll();
  await release();
  for (const [index, { form, person, told }] of filled.entries()) {
    if (isGone(index)) await expect.poll(told, { message: form, timeout: 20_000 }).toBe((before[index]?.told ?? 0) + 1);
    else await expect.poll(() => person.view()?.hash, { message: form, timeout: 20_000 }).not.toBe(before[index]?.hash);
    await person.closeAll();
  }
});
