import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { isStillSaving, setUpFunnel } from '../../../support/bot-actions.ts';
import { pressInWindow, waitForWindow, windowText } from '../../../support/open-window.ts';
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

async function open(person: Person, line = '/funnel pipelines'): Promise<void> {
  await person.closeAll();
  await person.command(lejek.sales, line);
  await waitForWindow(person, 'pipelines.list');
}

/** Makes a pipeline through the form. @returns what stood under the fields; nothing where it was made. */
async function add(person: Person, fields: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  await open(person);
  await pressInWindow(person, 'pipelines.add');
  for (const [name, value] of Object.entries(fields)) person.fillInput(name, value);
  const { errors = {} } = await person.submit();
  if (Object.keys(errors).length > 0 && !isStillSaving(errors)) return errors;
  await waitForWindow(person, 'pipelines.page');
  return {};
}

const idOf = async (name: string): Promise<string> => {
  const found = (await lejek.tenant.allPipelines()).find((pipeline) => pipeline.name === name);
  if (found === undefined) throw new Error(`no pipeline ${name}`);
  return found.id;
};
const isArchived = async (name: string) =>
  (await lejek.tenant.allPipelines()).find((each) => each.name === name)?.isArchived === true;

describe('several pipelines', () => {
  it('are made of a template, a copy or the seven stages, in both languages, each taken back by Undo', async () => {
    expect(await add(lejek.ewa, { name: 'Partners', from: 'trade partners', currency: 'USD' })).toEqual({});
    expect(windowText(lejek.ewa)).toContain('Partners');
    expect(windowText(lejek.ewa)).toContain('Totals in USD');
    const id = await idOf('Partners');
    const english = await lejek.tenant.pipeline(id);
    expect(english?.stages.map(({ id: stage }) => stage)).toEqual([
      ...['partner-possible', 'partner-talk', 'partner-model', 'partner-contract', 'partner-active', 'lost'],
    ]);
    expect(await lejek.typeCommand(lejek.anna, '/lejek partners')).toContain('Partners');
    expect(await lejek.typeCommand(lejek.ewa, '/funnel rates partners')).toMatch(/Partners[\s\S]*(?:USD|\$)/);
    expect(await add(lejek.anna, { name: 'Kopia', from: `copy ${id}` })).toEqual({});
    expect((await lejek.tenant.pipeline(await idOf('Kopia')))?.stages).toEqual(english?.stages);
    await pressInWindow(lejek.anna, 'pipelines.undo');
    expect(windowText(lejek.anna)).toContain('Cofnięte: nowy lejek „Kopia”.');
    expect(await isArchived('Kopia')).toBe(true);
  });

  it('say who sees their deals, in both languages, and take that back by Undo', async () => {
    const { ewa, anna, tenant } = lejek;
    await setUpFunnel(lejek, ewa, {});
    await open(ewa);
    await pressInWindow(ewa, 'pipelines.one:0');
    await pressInWindow(ewa, 'pipelines.visibility');
    expect(windowText(ewa)).toContain('Totals of the funnel stay visible to everybody');
    ewa.fillInput('who', 'own');
    ewa.fillInput('channels', [lejek.sales]);
    await ewa.submit();
    await waitForWindow(ewa, 'pipelines.page');
    expect(windowText(ewa)).toContain('are seen by: each their own, and totals, and in 1 channel.');
    expect(windowText(ewa)).toMatch(/Still shown in: #sales/);
    expect(await tenant.pipeline()).toMatchObject({ visibility: 'own', shownIn: [lejek.sales] });
    await open(anna, '/lejek lejki');
    await pressInWindow(anna, 'pipelines.one:0');
    expect(windowText(anna)).toContain('Pojedyncze szanse widzi: każdy swoje, oprócz tego sumy');
    // What is so already is said to be so.
    await pressInWindow(anna, 'pipelines.visibility');
    expect((await anna.submit()).errors).toMatchObject({ who: expect.stringContaining('Już tak jest') });
    await pressInWindow(ewa, 'pipelines.undo');
    expect(windowText(ewa)).toContain('Undone');
    expect((await tenant.pipeline())?.visibility).toBeUndefined();
  });

  it('have names that a person can type, each once', async () => {
    await add(lejek.ewa, { name: 'Partners' });
    expect(await add(lejek.ewa, { name: 'pártners' })).toMatchObject({
      name: expect.stringContaining('called Partners already'),
    });
    expect(await add(lejek.ewa, { name: 'Prognoza' })).toMatchObject({
      name: expect.stringContaining('already means something'),
    });
    expect(await add(lejek.ewa, { name: '!!!' })).toMatchObject({ name: expect.stringContaining('letters or digits') });
    expect(await add(lejek.ewa, { name: 'x'.repeat(41) })).toMatchObject({ name: expect.stringContaining('41 characters') });
    await lejek.piotr.closeAll();
    expect(await lejek.typeCommand(lejek.piotr, '/funnel pipelines')).toContain('Only an admin can change pipelines');
  });

  it('are at most twelve, and of two admins who use the same name the second is told', async () => {
    const { tenant } = lejek;
    const [stored, member] = [await tenant.pipeline(), await tenant.members.bySlackUser(lejek.ewa.id)];
    if (stored === undefined || member === undefined) throw new Error('nothing to copy');
    const make = (name: string) => {
      const id = tenant.newId();
      const by = { memberId: member.id, at: lejek.now(), key: tenant.newId() };
      return tenant.pipelineSettings.save({ kind: 'add', id, name }, by, { ...stored, id, name });
    };
    const both = await Promise.all([make('Same'), make('same')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    for (let index = 0; index < 10; index += 1) expect(await make(`P${index}`)).toMatchObject({ ok: true });
    expect(await make('One more')).toEqual({ ok: false, problem: { why: 'tooMany' } });
  });
});

describe('a pipeline of a channel', () => {
  it('is what deals, commands and buttons there are about; elsewhere it is named', async () => {
    const { ewa, piotr, tenant } = lejek;
    await setUpFunnel(lejek, ewa, {});
    await add(ewa, { name: 'Partners', from: 'trade partners', currency: 'EUR' });
    const id = await idOf('Partners');
    const partners = lejek.slack.addChannel({ name: `partners-${lejek.now()}`, members: [ewa.id, piotr.id] }).id;
    await pressInWindow(ewa, 'funnel.setup');
    await waitForWindow(ewa, 'funnel.save-setup');
    expect(windowText(ewa)).toContain('Pipeline');
    ewa.fillInput('channel', partners);
    await ewa.submit();
    await expect
      .poll(async () => new Set((await tenant.subscriptions.all()).map(({ pipelineId }) => pipelineId)))
      .toEqual(new Set(['sales', id]));
    const number = await lejek.createDeal(piotr, 'Bielik');
    await piotr.command(partners, '/deal new Zielony 12k');
    await waitForWindow(piotr, 'deal.create');
    await piotr.submit();
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(number + 1))?.deal.pipelineId).toBe(id);
    expect((await tenant.deals(ALL_DEALS).file(number + 1))?.deal.stageId).toBe('partner-possible');
    await piotr.command(partners, `/deal advance D-${number}`);
    await waitForWindow(piotr, 'deal.enter');
    expect(JSON.stringify(piotr.view())).toContain('Prospect');
    await piotr.closeAll();
    await lejek.typeCommand(piotr, '/deal new Wilga 5k in partners');
    await waitForWindow(piotr, 'deal.create');
    expect(windowText(piotr)).toMatch(/Partners.*Wilga/);
    piotr.fillInput('pipeline', 'sales');
    await piotr.submit();
    await expect
      .poll(async () => (await tenant.deals(ALL_DEALS).file(number + 2))?.deal)
      .toMatchObject({ name: 'Wilga', pipelineId: 'sales' });
    expect(await lejek.typeCommand(piotr, '/deal find zielony')).toContain('Partners');
    expect(await lejek.typeCommand(piotr, '/deal')).toMatch(/Bielik[\s\S]*Sales[\s\S]*Zielony[\s\S]*Partners/);
    const listed = await lejek.typeCommand(piotr, '/deal list partners');
    expect(listed).toMatch(/Partners: 1[\s\S]*Zielony[^\n]*Possible/);
    expect(listed).not.toContain('Bielik');
    expect(await lejek.typeCommand(piotr, '/funnel partners')).toMatch(/Partners[\s\S]*Possible/);
    // Its buttons go on with that one, in a channel of another.
    const answer = lejek.slack.ephemerals(piotr.id).at(-1);
    if (answer === undefined) throw new Error('no answer');
    const drawn = lejek.lastAnswer(piotr);
    await piotr.click(answer, 'funnel.now:measure');
    await expect.poll(() => lejek.lastAnswer(piotr)).not.toBe(drawn);
    expect(lejek.lastAnswer(piotr)).toMatch(/Partners[\s\S]*Possible/);
    expect(await lejek.typeCommand(piotr, '/funnel')).toMatch(/Sales[\s\S]*Lead/);
    expect(await lejek.typeCommand(piotr, '/funnel gaps partners')).toContain('Partners');
    expect(await lejek.typeCommand(piotr, '/funnel why contract')).toContain('Contract');
    expect(await lejek.typeCommand(piotr, `/deal merge D-${number} into D-${number + 1}`)).toContain('different pipelines');
    // Home has the deals of both, and the funnel of each a tap away.
    await piotr.openHome();
    const homeText = () => JSON.stringify(lejek.slack.home(piotr.id)?.blocks ?? '');
    await expect.poll(homeText, { timeout: 20_000 }).toMatch(/Sales.*Partners/s);
    const home = lejek.slack.home(piotr.id);
    if (home === undefined) throw new Error('no Home');
    await piotr.click(home, 'funnel.now:drawn-1');
    await piotr.waitForView((view) => JSON.stringify(view.blocks).includes('Possible'), 20_000);
    await piotr.closeAll();
    await lejek.typeCommand(piotr, `/deal step D-${number} call Maria 23 Nov`);
    await lejek.typeCommand(piotr, `/deal step D-${number + 1} write to them 23 Nov`);
    // Monday: one note with the steps of both, and each channel reads of its own.
    lejek.setNow(Date.parse('2026-11-23T07:31:00Z'));
    await lejek.tick();
    const notes = lejek.posts(piotr.id).filter((text) => text.includes('call Maria'));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/call Maria[^\n]*Sales[\s\S]*write to them[^\n]*Partners/);
    lejek.setNow(Date.parse('2026-11-23T08:01:00Z'));
    await lejek.tick();
    expect(lejek.posts(lejek.sales).join('\n')).toMatch(/Sales[\s\S]*Prospect/);
    const told = lejek.posts(partners).join('\n');
    expect(told).toMatch(/Partners[\s\S]*Possible/);
    expect(told).not.toContain('Prospect');
  });
});

describe('a deal that goes to another pipeline', () => {
  it('is asked for its stage there, from the form of a move or by name, says so in its history, and comes back by Undo', async () => {
    const { ewa, piotr, tenant } = lejek;
    await add(ewa, { name: 'Partners', from: 'trade partners', currency: 'EUR' });
    const id = await idOf('Partners');
    await ewa.closeAll();
    await setUpFunnel(lejek, ewa, { cards: '1' });
    const number = await lejek.createDeal(piotr, 'Bielik');
    await lejek.tick();
    const card = () => lejek.posts(lejek.sales).find((text) => text.includes('Bielik')) ?? '';
    expect(card()).toContain('Lead');
    await piotr.command(lejek.sales, `/deal move D-${number}`);
    await waitForWindow(piotr, 'deal.save-move');
    await pressInWindow(piotr, 'deal.other-pipeline:0');
    expect(windowText(piotr)).toMatch(/From Sales to Partners/);
    piotr.fillInput('stage', 'partner-model');
    await piotr.submit();
    await expect
      .poll(async () => (await tenant.deals(ALL_DEALS).file(number))?.deal)
      .toMatchObject({ pipelineId: id, stageId: 'partner-model' });
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('is now in Partners: Model');
    await lejek.tick();
    expect(card()).toContain('is now in Partners: Model');
    expect(await lejek.typeCommand(piotr, `/deal history D-${number}`)).toMatch(/came to Partners: Model[\s\S]*left Sales/);
    expect(await lejek.typeCommand(piotr, '/funnel partners')).toContain('Model');
    await lejek.typeCommand(piotr, '/deal undo');
    expect((await tenant.deals(ALL_DEALS).file(number))?.deal).toMatchObject({ pipelineId: 'sales', stageId: 'lead' });
    await lejek.tick();
    expect(card()).toContain('Lead');
    await piotr.closeAll();
    await piotr.command(lejek.sales, '/deal move bielik to partners');
    await waitForWindow(piotr, 'deal.save-pipeline');
    await piotr.closeAll();
    await lejek.anna.closeAll();
    const member = await tenant.members.bySlackUser(lejek.anna.id);
    await tenant.members.setRole(member?.id ?? '', 'rep');
    await lejek.anna.command(lejek.sales, `/szansa przenieś D-${number} do partners`);
    await expect.poll(() => lejek.lastAnswer(lejek.anna)).toContain('Bielik');
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });
});

describe('an archived pipeline', () => {
  it('keeps its deals, says how many, posts nothing, and comes back with its channel', async () => {
    const { ewa, tenant } = lejek;
    await add(ewa, { name: 'Partners', from: 'seven' });
    const id = await idOf('Partners');
    await pressInWindow(ewa, 'funnel.setup');
    await waitForWindow(ewa, 'funnel.save-setup');
    ewa.fillInput('channel', lejek.sales);
    await ewa.submit();
    await expect.poll(async () => (await tenant.subscriptions.all()).length).toBe(1);
    await ewa.closeAll();
    await ewa.command(lejek.sales, '/deal new Bielik');
    await waitForWindow(ewa, 'deal.create');
    await ewa.submit();
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal.pipelineId).toBe(id);
    await open(ewa);
    await pressInWindow(ewa, 'pipelines.one:1');
    expect(JSON.stringify(ewa.view()?.blocks)).toContain('1 open deal stays in it');
    await pressInWindow(ewa, 'pipelines.archive');
    expect(windowText(ewa)).toContain('Saved: pipeline Partners archived.');
    expect(await tenant.subscriptions.all()).toEqual([]);
    expect(await lejek.typeCommand(ewa, '/deal find bielik')).toContain('Partners');
    expect(await lejek.typeCommand(ewa, '/deal advance bielik')).toBe('');
    await ewa.closeAll();
    await lejek.typeCommand(ewa, '/deal undo');
    const undo = (await tenant.settingChanges.last({ kind: 'pipelines' }, 0))?.id;
    expect(undo).toBeDefined();
    await ewa.closeAll();
    await open(ewa);
    await pressInWindow(ewa, 'pipelines.one:1');
    await pressInWindow(ewa, 'pipelines.restore');
    expect(await isArchived('Partners')).toBe(false);
  });

  it('is never the default one; the default is changed first, and Undo changes it back', async () => {
    const { ewa, tenant } = lejek;
    await add(ewa, { name: 'Partners' });
    await pressInWindow(ewa, 'pipelines.default');
    expect((await tenant.pipeline())?.name).toBe('Partners');
    const member = await tenant.members.bySlackUser(ewa.id);
    const by = () => ({ memberId: member?.id ?? '', at: lejek.now(), key: tenant.newId() });
    const archive = await tenant.pipelineSettings.save({ kind: 'archive', id: await idOf('Partners') }, by());
    expect(archive).toEqual({ ok: false, problem: { why: 'isDefault' } });
    lejek.advanceClock(MINUTE_MS);
    await pressInWindow(ewa, 'pipelines.undo');
    expect((await tenant.pipeline())?.id).toBe('sales');
  });
});
