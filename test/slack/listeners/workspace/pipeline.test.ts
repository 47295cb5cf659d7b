import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { loadPipeline } from '../../../../src/facts/load-pipeline.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { pressMoveAnyway, valueInEuros } from '../../../support/bot-actions.ts';
import { windowText } from '../../../support/open-window.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(async () => {
  await lejek.reset();
  for (const person of [lejek.ewa, lejek.anna]) {
    await person.closeAll();
    const member = await lejek.tenant.members.bySlackUser(person.id);
    await lejek.tenant.members.setRole(member?.id ?? '', 'admin');
  }
});
afterAll(() => lejek.stop());

const pipelineIn = async (language: 'en' | 'pl' = 'en') => {
  const pipeline = await loadPipeline(lejek.tenant, language);
  if (pipeline === undefined) throw new Error('no pipeline');
  return pipeline;
};
const names = async (language: 'en' | 'pl' = 'en') => (await pipelineIn(language)).stages.map(({ shortName }) => shortName);
const stageOf = async (number: number) => (await lejek.tenant.deals(ALL_DEALS).file(number))?.deal.stageId;

async function open(person: Person, line = '/funnel pipeline'): Promise<void> {
  await person.closeAll();
  await person.command(lejek.sales, line);
  await person.waitForView(({ callback_id: id }) => id === 'pipeline.list', 20_000);
}

/** Presses a button of the open window, by its id and value, and waits until the window shows something else. */
async function press(person: Person, id: string, value = ''): Promise<void> {
  const view = person.view();
  if (view === undefined) throw new Error('no window is open');
  const elements = JSON.stringify(view.blocks).matchAll(/\{[^{}]*"action_id":"([^"]+)"[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g);
  const found = [...elements].find(([text, action]) => action?.split(':')[0] === id && text.includes(`"value":"${value}"`));
  const suffixed = [...JSON.stringify(view.blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, action]) => action ?? '');
  const action = found?.[1] ?? suffixed.find((each) => each === id);
  if (action === undefined) throw new Error(`no button ${id} ${value} in ${windowText(person)}`);
  await person.click(view, action);
  await person.waitForView(({ hash }) => hash !== view.hash, 20_000);
}

type Fields = Readonly<Record<string, string>>;
/** Fills the form and submits it. @returns what stands under the fields; nothing where it was taken. */
async function submit(person: Person, fields: Fields = {}): Promise<Readonly<Record<string, string>>> {
  const hash = person.view()?.hash;
  for (const [name, value] of Object.entries(fields)) person.fillInput(name, value);
  const { errors } = await person.submit();
  if (errors === undefined) await person.waitForView((view) => view.hash !== hash, 20_000);
  return errors ?? {};
}

const changeId = async () => (await lejek.tenant.settingChanges.last({ kind: 'pipeline' }, 0))?.id ?? '';

describe('the stages', () => {
  it('are a list of what each holds and asks for, in the reader’s language', async () => {
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs', ...valueInEuros(48_000) });
    await open(lejek.ewa);
    expect(windowText(lejek.ewa)).toMatch(/3\. Needs identified \d+ \[Edit\] 1 open deal, 48k · 1 required, 1 advised/);
    expect(windowText(lejek.ewa)).toMatch(/1\. Lead \d+ \[Edit\] no open deals · asks for nothing/);
    await open(lejek.anna, '/lejek etapy');
    expect(windowText(lejek.anna)).toMatch(
      /3\. Określenie potrzeb \d+ \[Edytuj\] 1 otwarta szansa, 48 tys\. · wymagane: 1, zalecane: 1/,
    );
  });

  it('are shown to admins alone, who are named', async () => {
    expect(await lejek.typeCommand(lejek.piotr, '/funnel pipeline')).toMatch(/Only an admin can change the stages/);
  });

  it('are added, renamed and put in another order, and a deal follows its stage by its id', async () => {
    const number = await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await open(lejek.ewa);
    await press(lejek.ewa, 'pipeline.edit-stage', 'new');
    await submit(lejek.ewa, {
      'name.en': 'Demo <!channel> 🔥',
      'short.en': 'Demo',
      after: 'needs',
      'actions.en': 'Show it\nAsk what was missing',
    });
    expect(windowText(lejek.ewa)).toMatch(/Saved: stage added: Demo/);
    expect(await names()).toEqual(['Lead', 'Prospect', 'Needs', 'Demo', 'Decision', 'Offer', 'Negotiation', 'Won', 'Lost']);
    await press(lejek.ewa, 'pipeline.stage', 'needs');
    await press(lejek.ewa, 'pipeline.edit-stage', 'needs');
    await submit(lejek.ewa, { 'name.en': 'Discovery', 'short.en': 'Discovery' });
    await press(lejek.ewa, 'pipeline.stage', 'needs');
    await press(lejek.ewa, 'pipeline.place', 'needs');
    expect(await names()).toEqual(['Lead', 'Discovery', 'Prospect', 'Demo', 'Decision', 'Offer', 'Negotiation', 'Won', 'Lost']);
    expect((await names('pl'))[1]).toBe('Potrzeby');
    expect(await stageOf(number)).toBe('needs');
    const moved = await lejek.typeCommand(lejek.piotr, '/deal move bielik to demo: they asked for it');
    expect(moved).toMatch(/Demo/);
    expect(await lejek.typeCommand(lejek.piotr, '/deal list demo')).toMatch(/Bielik/);
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('keep what nobody edited in the template’s words, in every language', async () => {
    await open(lejek.anna, '/lejek etapy');
    await press(lejek.anna, 'pipeline.stage', 'offer');
    await press(lejek.anna, 'pipeline.edit-stage', 'offer');
    await submit(lejek.anna, { 'name.pl': 'Wycena', minimum: '2' });
    const stored = (await lejek.tenant.pipeline())?.stages.find(({ id }) => id === 'offer');
    expect(stored).toMatchObject({
      name: { written: 'pl', texts: { pl: 'Wycena', en: 'Offer sent' } },
      ...{ shortName: null, meaning: null, minimum: 2 },
      actions: [{ text: null }, { text: null }],
    });
  });
});

describe('a stage that is removed', () => {
  const remove = async (person: Person, stageId: string, into: string) => {
    await open(person);
    await press(person, 'pipeline.stage', stageId);
    await press(person, 'pipeline.remove', stageId);
    return submit(person, { into });
  };

  it('says before what becomes of its deals, hands them on, and their history says why in the reader’s language', async () => {
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.createDeal(lejek.anna, 'Morela', { stageId: 'needs' });
    await open(lejek.ewa);
    await press(lejek.ewa, 'pipeline.stage', 'needs');
    await press(lejek.ewa, 'pipeline.remove', 'needs');
    expect(windowText(lejek.ewa)).toMatch(/holds 2 open deals/);
    expect(JSON.stringify(lejek.ewa.view()?.blocks)).toContain('2 of them will be marked incomplete');
    expect(await submit(lejek.ewa, { into: 'decision' })).toEqual({});
    expect(windowText(lejek.ewa)).toMatch(
      /stage removed: Needs, its deals go to Decision\. 2 deals went to Decision\. 2 deals are marked incomplete/,
    );
    expect(await lejek.typeCommand(lejek.piotr, '/deal history bielik')).toMatch(/stage removed: Needs → Decision/);
    expect(await lejek.typeCommand(lejek.anna, '/szansa historia morela')).toMatch(/etap usunięty: Potrzeby → Decydent/);
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('comes back by Undo, in the window, from `/deal undo`, and not a second time', async () => {
    const number = await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await remove(lejek.ewa, 'needs', 'prospect');
    expect(await stageOf(number)).toBe('prospect');
    await press(lejek.ewa, 'pipeline.undo', await changeId());
    expect(windowText(lejek.ewa)).toMatch(/Undone: stage removed: Needs/);
    expect([await stageOf(number), (await names())[2]]).toEqual(['needs', 'Needs']);
    await remove(lejek.ewa, 'needs', 'decision');
    expect(await lejek.typeCommand(lejek.ewa, '/deal undo')).toMatch(/stage removed: Needs, its deals go to Decision/);
    const message = lejek.slack.ephemerals(lejek.ewa.id).at(-1);
    if (message === undefined) throw new Error('no answer');
    await lejek.ewa.click(message, 'setting.undo:0');
    await expect.poll(() => stageOf(number), { timeout: 20_000 }).toBe('needs');
  });

  it('is no way on for a form that was open: it says so, nothing is lost, and the deal stands where the others went', async () => {
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.piotr.command(lejek.sales, '/deal advance bielik');
    await lejek.piotr.waitForView(({ callback_id: id }) => id === 'deal.enter', 20_000);
    await remove(lejek.ewa, 'decision', 'offer');
    await pressMoveAnyway(lejek.piotr);
    await expect.poll(() => lejek.readScreen(lejek.piotr), { timeout: 20_000 }).toMatch(/no longer exists\. Nothing is lost/);
    expect(await stageOf(1)).toBe('needs');
  });

  it('is told by its old name where the past is told, and buttons of older posts say that it is gone', async () => {
    const number = await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'offer' });
    await lejek.typeCommand(lejek.piotr, `/deal lost ${number} no budget`);
    await remove(lejek.ewa, 'offer', 'negotiation');
    expect(await lejek.typeCommand(lejek.piotr, `/deal show ${number}`)).toMatch(/It was in Offer sent/);
    // It was lost where no stage is any more: it comes back at the beginning.
    expect(await lejek.typeCommand(lejek.piotr, `/deal reopen ${number}`)).toMatch(/Lead/);
    expect(await lejek.typeCommand(lejek.piotr, '/funnel why offer')).not.toMatch(/Something went wrong/);
  });

  it('is never the last one', async () => {
    for (const id of ['lead', 'prospect', 'needs', 'decision', 'offer']) await remove(lejek.ewa, id, 'negotiation');
    await open(lejek.ewa);
    await press(lejek.ewa, 'pipeline.stage', 'negotiation');
    await press(lejek.ewa, 'pipeline.remove', 'negotiation');
    expect(windowText(lejek.ewa)).toMatch(/This is the only stage left, and deals have to stand somewhere/);
  });
});

describe('an entry criterion', () => {
  const addNda = async (person: Person) => {
    await open(person);
    await press(person, 'pipeline.stage', 'decision');
    await press(person, 'pipeline.criterion', 'decision new');
  };

  it('is saved after it was told whom it makes incomplete, and moves nobody', async () => {
    for (const stageId of ['lead', 'decision', 'offer']) await lejek.createDeal(lejek.piotr, `Firm ${stageId}`, { stageId });
    await addNda(lejek.ewa);
    await submit(lejek.ewa, { 'text.en': 'NDA signed' });
    expect(windowText(lejek.ewa)).toMatch(
      /Not saved yet.*2 open deals don't meet it and are marked incomplete; nobody is moved/s,
    );
    expect((await lejek.tenant.pipeline())?.version).toBe(1);
    await submit(lejek.ewa);
    expect(windowText(lejek.ewa)).toMatch(/Saved: what Decision asks for\. 2 deals are marked incomplete/);
    expect(await Promise.all([1, 2, 3].map(stageOf))).toEqual(['lead', 'decision', 'offer']);
    expect(await lejek.typeCommand(lejek.piotr, '/deal history 2')).toMatch(/now asked for as well: NDA signed/);
    expect(await lejek.typeCommand(lejek.piotr, '/deal list incomplete')).toMatch(/D-2 Firm deci/);
  });

  it('is asked for on the way in, or advised, bound to a field, and strict where the stage is', async () => {
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'lead' });
    await open(lejek.ewa);
    await press(lejek.ewa, 'pipeline.stage', 'prospect');
    await press(lejek.ewa, 'pipeline.criterion', 'prospect new');
    expect(await submit(lejek.ewa, { 'text.en': 'Who', field: 'contact' })).toEqual({
      field: 'This stage asks for that field already. Change the other criterion instead.',
    });
    await submit(lejek.ewa, { 'text.en': 'Budget year known', field: 'closeOn' });
    await press(lejek.ewa, 'pipeline.edit-stage', 'prospect');
    await submit(lejek.ewa, { strict: 'strict' });
    await lejek.piotr.command(lejek.sales, '/deal advance bielik');
    const form = await lejek.piotr.waitForView(({ callback_id: id }) => id === 'deal.enter', 20_000);
    expect(JSON.stringify(form.blocks)).not.toContain('Move anyway');
  });
});

describe('what cannot be', () => {
  const rename = async (fields: Fields) => {
    await open(lejek.ewa);
    await press(lejek.ewa, 'pipeline.stage', 'needs');
    await press(lejek.ewa, 'pipeline.edit-stage', 'needs');
    return submit(lejek.ewa, fields);
  };

  it.each<[Fields, string, RegExp]>([
    [{ 'name.en': 'Offer sent' }, 'name.en', /Offer is called that already/],
    [{ 'name.en': 'Stale' }, 'name.en', /"Stale" already means something in \/deal list/],
    [{ 'short.en': 'mine' }, 'short.en', /"mine" already means something/],
    [{ 'name.en': '🔥' }, 'name.en', /Add a word with letters/],
    [{ 'name.en': '3' }, 'name.en', /Add a word with letters/],
    [{ 'name.en': 'x'.repeat(41) }, 'name.en', /That is 41 characters; at most 40 fit here/],
    [{ 'short.pl': 'trzynaście lt' }, 'short.pl', /That is 13 characters; at most 12 fit here/],
    [{ 'actions.en': 'One' }, 'actions.en', /1 line here and 2 in the other language/],
  ])('%j is refused under its field, and nothing changes', async (fields, block, sentence) => {
    expect((await rename(fields))[block]).toMatch(sentence);
    expect((await lejek.tenant.pipeline())?.version).toBe(1);
  });

  it('nothing different is said to be nothing different', async () => {
    await rename({});
    expect(windowText(lejek.ewa)).toMatch(/Nothing is different from before/);
  });

  it('a name of forty characters with emoji fits everywhere', async () => {
    expect(
      await rename({ 'name.en': `${'Very long name '.repeat(2)}of it 🔥🔥🔥🔥`, 'short.en': 'Long 🔥🔥🔥🔥🔥🔥🔥' }),
    ).toEqual({});
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    expect(await lejek.typeCommand(lejek.piotr, '/funnel')).toMatch(/Long/);
    expect(await lejek.typeCommand(lejek.piotr, '/deal list long')).toMatch(/Bielik/);
  });

  it('a name that holds a word of a filter is found whole', async () => {
    await rename({ 'name.en': 'Old customers', 'short.en': 'Old cust.' });
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    expect(await lejek.typeCommand(lejek.piotr, '/deal list old customers')).toMatch(/Bielik/);
  });
});

describe('two admins at once', () => {
  it('the second is told what the first did, keeps what was typed, and saves it then', async () => {
    await open(lejek.ewa);
    await press(lejek.ewa, 'pipeline.stage', 'needs');
    await press(lejek.ewa, 'pipeline.edit-stage', 'needs');
    await open(lejek.anna, '/lejek etapy');
    await press(lejek.anna, 'pipeline.stage', 'offer');
    await press(lejek.anna, 'pipeline.place', 'offer');
    lejek.advanceClock(1000);
    await submit(lejek.ewa, { 'name.en': 'Discovery' });
    expect(windowText(lejek.ewa)).toMatch(/Anna was faster.*stage moved: Offer.*what you typed is still here/s);
    expect((await names())[2]).toBe('Needs');
    await submit(lejek.ewa);
    const pipeline = await pipelineIn();
    expect(pipeline.stages.find(({ id }) => id === 'needs')?.name).toBe('Discovery');
    expect(pipeline.stages.findIndex(({ id }) => id === 'offer')).toBe(3);
  });

  it('a stage that the first removed is gone for the second, who sees the stages as they are', async () => {
    await open(lejek.anna, '/lejek etapy');
    await press(lejek.anna, 'pipeline.stage', 'needs');
    await press(lejek.anna, 'pipeline.edit-stage', 'needs');
    await open(lejek.ewa);
    await press(lejek.ewa, 'pipeline.stage', 'needs');
    await press(lejek.ewa, 'pipeline.remove', 'needs');
    await submit(lejek.ewa, { into: 'decision' });
    await submit(lejek.anna, { 'name.pl': 'Rozmowa' });
    expect(windowText(lejek.anna)).toMatch(/Ktoś był szybszy: Ewa/);
    expect(lejek.anna.view()?.callback_id).toBe('pipeline.list');
  });

  it('the undo of a change that another one followed is refused', async () => {
    await open(lejek.ewa);
    await press(lejek.ewa, 'pipeline.stage', 'needs');
    await press(lejek.ewa, 'pipeline.place', 'needs');
    const first = await changeId();
    await open(lejek.anna, '/lejek etapy');
    await press(lejek.anna, 'pipeline.stage', 'offer');
    lejek.advanceClock(1000);
    await press(lejek.anna, 'pipeline.place', 'offer');
    await press(lejek.ewa, 'pipeline.undo', first);
    expect(windowText(lejek.ewa)).toMatch(/Not undone: Anna changed the stages after that/);
    lejek.advanceClock(11 * MINUTE_MS);
    await press(lejek.anna, 'pipeline.undo', await changeId());
    expect(windowText(lejek.anna)).toMatch(/10 minut/);
  });
});

describe('lost reasons', () => {
  it('are added, worded anew and removed; deals that were lost for a removed one keep its words', async () => {
    const number = await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.typeCommand(lejek.piotr, `/deal lost ${number} no budget`);
    await open(lejek.ewa);
    await press(lejek.ewa, 'pipeline.reasons', 'all');
    await press(lejek.ewa, 'pipeline.reason', 'new');
    await submit(lejek.ewa, { 'text.en': 'went bankrupt' });
    expect(windowText(lejek.ewa)).toMatch(/went bankrupt/);
    await press(lejek.ewa, 'pipeline.reason', 'budget');
    await press(lejek.ewa, 'pipeline.drop-reason', 'budget');
    expect((await pipelineIn()).lostReasons.map(({ id }) => id)).not.toContain('budget');
    expect(await lejek.typeCommand(lejek.piotr, `/deal show ${number}`)).toMatch(/no budget/);
    const other = await lejek.createDeal(lejek.piotr, 'Morela', { stageId: 'needs' });
    expect(await lejek.typeCommand(lejek.piotr, `/deal lost ${other} went bankrupt`)).toMatch(/went bankrupt/);
  });
});
