import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Person } from '../../simulator/person/person.ts';
import { ROLES, type Role } from '../../src/core/people/member.ts';
import { isAllowed } from '../../src/core/people/rights.ts';
import { everything } from '../../src/core/people/viewer.ts';
import { TOOLS, toolByName } from '../../src/tools/all-tools.ts';
import { runTool } from '../../src/tools/run-tool.ts';
import type { AnyTool, ToolRefusal } from '../../src/tools/tool.ts';
import { valueInEuros } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());
beforeEach(() => lejek.reset());

const deals = () => lejek.tenant.deals(everything('decides'));

let calls = 0;
const call = async (person: Pick<Person, 'id'>, name: string, input: object, key?: string) => {
  calls += 1;
  const tool = toolByName(name);
  if (tool === undefined) throw new Error(`there is no tool ${name}`);
  const caller = { workspaceId: lejek.slack.team.id, slackUserId: person.id, through: 'api', key: key ?? `${calls}` } as const;
  return (await runTool(lejek.deps, { tool, input, caller })).result;
};
/** What a call gave, which fits the schema that programs go by. */
async function output<Shape>(person: Person, name: string, input: object, key?: string) {
  const result = await call(person, name, input, key);
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result)}`);
  const tool: AnyTool | undefined = toolByName(name);
  return tool?.output.parse(result.output) as Shape & { readonly message: string };
}
type OneDeal = {
  readonly deal: {
    readonly ref: string;
    readonly number: number;
    readonly version: number;
    readonly stage: { readonly id: string };
    readonly value: unknown;
    readonly outcome: string;
  };
  readonly repeated: boolean;
};
const refusal = async (person: Pick<Person, 'id'>, name: string, input: object): Promise<ToolRefusal> => {
  const result = await call(person, name, input);
  if (result.ok) throw new Error(`${name} was not refused: ${JSON.stringify(result.output)}`);
  return result;
};

describe('tools', () => {
  it('say in Slack’s words what they did, and the deal’s history and card know of it', async () => {
    const { piotr } = lejek;
    const made = await output<OneDeal>(piotr, 'create_deal', {
      name: 'Forklift service',
      company: 'Bielik & Sons <b>',
      value: 12_000.5,
      currency: 'EUR',
      closeOn: '2026-12-18',
      contactName: 'Maria Nowak',
      nextStep: 'Call Maria',
      nextStepOn: '2026-11-18',
      note: 'Met at the fair.',
    });
    expect(made.message).toContain('is in Lead. Best next step:');
    expect(made.deal).toMatchObject({ stage: { id: 'lead' }, value: { amount: 12_000.5, currency: 'EUR' }, outcome: 'open' });
    const shown = await output<{
      readonly contact: object;
      readonly events: readonly object[];
      readonly nextStage: { readonly missing: readonly { readonly id: string; readonly field: string | null }[] };
    }>(piotr, 'show_deal', { deal: 'bielik & sons <b>' });
    expect(shown.contact).toMatchObject({ name: 'Maria Nowak' });
    expect(shown.events).toMatchObject([{ kind: 'opened', by: 'Piotr', through: 'api', note: 'Met at the fair.' }]);
    const lacking = await refusal(piotr, 'advance_deal', { deal: made.deal.ref });
    expect(lacking).toMatchObject({ code: 'missing', mayMoveAnyway: true });
    expect(lacking.missing?.map(({ id }) => id)).toEqual(shown.nextStage.missing.map(({ id }) => id));
    expect(lacking.message).toMatch(/^D-\d+ Forklift service cannot move to Prospect yet\. Still missing: /);
    const confirm = lacking.missing?.filter(({ field }) => field === null).map(({ id }) => id) ?? [];
    const wakes = lejek.wakeCount();
    const moved = await output<OneDeal>(piotr, 'advance_deal', {
      deal: made.deal.ref,
      contactEmail: 'maria@example.com',
      confirm,
    });
    expect(moved.deal.stage.id).toBe('prospect');
    expect(moved.message).toContain('Lead → Prospect');
    expect(lejek.wakeCount()).toBeGreaterThan(wakes);
    await output(piotr, 'add_note', { deal: 'forklift', text: 'They called back.' });
    expect(await lejek.typeCommand(piotr, '/deal history forklift')).toContain('They called back.');
    // As any change of theirs, it can be undone in Slack.
    expect(await lejek.typeCommand(piotr, '/deal undo forklift')).toContain('Taken back: note added.');
    await output(piotr, 'advance_deal', { deal: made.deal.ref, moveAnyway: true });
    expect((await output<{ readonly total: number }>(piotr, 'list_deals', { filter: 'mine needs' })).total).toBe(1);
    expect((await output<{ readonly deals: readonly object[] }>(piotr, 'find_deals', { text: 'forklfit' })).deals).toHaveLength(
      1,
    );
  });

  it('close a deal as won only where that is said, with its final value', async () => {
    const { piotr } = lejek;
    const number = await lejek.createDeal(piotr, 'Acme', { stageId: 'negotiation', ...valueInEuros(100) });
    const deal = `${number}`;
    const asked = await refusal(piotr, 'advance_deal', { deal });
    expect(asked).toMatchObject({ code: 'missing', mayMoveAnyway: false });
    const confirm = asked.missing?.map(({ id }) => id);
    expect(await refusal(piotr, 'advance_deal', { deal, won: true, confirm, wonOn: '2026-11-17' })).toMatchObject({
      code: 'futureDate',
    });
    // All that Won asks for is there, and still nobody has said that it is won.
    expect(await refusal(piotr, 'advance_deal', { deal, confirm, value: 90 })).toMatchObject({ code: 'missing' });
    const won = await output<OneDeal>(piotr, 'advance_deal', { deal, won: true, confirm, value: 90, wonOn: '2026-11-13' });
    expect(won.deal).toMatchObject({
      outcome: 'won',
      value: { amount: 90, currency: 'EUR' },
      closedAt: '2026-11-13T11:00:00.000Z',
    });
    expect(await refusal(piotr, 'advance_deal', { deal })).toMatchObject({ code: 'closed' });
    expect((await refusal(piotr, 'why', { deal })).code).toBe('closed');
  });

  it('refuse in the language of whoever asks what Slack refuses, with a code', async () => {
    const { anna, piotr } = lejek;
    const number = await lejek.createDeal(piotr, 'Bielik', { company: 'Bielik' });
    await lejek.createDeal(piotr, 'Bielik 2');
    expect(await refusal(anna, 'advance_deal', { deal: `D-${number}` })).toMatchObject({
      code: 'notAllowed',
      message: `Szansę D-${number} Bielik może zmienić tylko @Piotr albo menedżer. Nic się nie zmieniło.`,
    });
    expect(await refusal(anna, 'show_deal', { deal: 'bieli' })).toMatchObject({ code: 'severalFit', deals: [{}, {}] });
    expect(await refusal(piotr, 'show_deal', { deal: 'D-999' })).toMatchObject({ code: 'noSuchDeal' });
    expect(await refusal(piotr, 'create_deal', { name: 'Again', company: 'BIELIK' })).toMatchObject({
      code: 'duplicate',
      deals: [{ number }],
    });
    const inputs = {
      pastDate: { closeOn: '2026-11-01' },
      nameNeeded: { name: ' ' },
      noSuchPipeline: { pipeline: 'Partners' },
      noSuchPerson: { owner: 'Nobody' },
      badInput: { value: 1.005, currency: 'EUR' },
    };
    for (const [code, input] of Object.entries(inputs))
      expect(await refusal(piotr, 'create_deal', { name: 'X', ...input }), code).toMatchObject({ code });
    expect(await refusal(anna, 'create_deal', { name: 'X', closeOn: 'soon', value: -1 })).toEqual({
      ok: false,
      code: 'badInput',
      message: 'Nie umiem odczytać tych pól: value i closeOn. Nic się nie zmieniło.',
    });
    expect((await refusal(piotr, 'list_deals', { filter: 'xyzzy' })).code).toBe('badInput');
    const seen = { deal: `${number}`, ifVersion: 7, moveAnyway: true };
    expect((await refusal(piotr, 'advance_deal', seen)).code).toBe('changedMeanwhile');
    expect(await refusal({ id: 'U0NOBODY' }, 'gaps', {})).toMatchObject({ code: 'noAccess' });
    expect((await deals().file(number))?.deal.version).toBe(1);
  });

  it('count a request once that is sent twice under its key', async () => {
    const { piotr } = lejek;
    const input = { name: 'Kowent', company: 'Kowent', idempotencyKey: 'k' };
    const first = await output<OneDeal>(piotr, 'create_deal', input, 'k1');
    const again = await output<OneDeal>(piotr, 'create_deal', input, 'k1');
    expect([first.repeated, again.repeated, again.deal.ref]).toEqual([false, true, first.deal.ref]);
    const move = { deal: first.deal.ref, moveAnyway: true };
    await output(piotr, 'advance_deal', move, 'k2');
    const moved = await output<OneDeal>(piotr, 'advance_deal', move, 'k2');
    expect([moved.repeated, moved.deal.stage.id]).toEqual([true, 'prospect']);
  });

  it('tell forecast, gaps and why as the person may see them', async () => {
    const { piotr, ewa } = lejek;
    const number = await lejek.createDeal(piotr, 'Acme', { stageId: 'offer', ...valueInEuros(48_000) });
    expect(await output(piotr, 'forecast', {})).toMatchObject({ forecast: null });
    await lejek.typeCommand(piotr, `/deal lost ${await lejek.createDeal(piotr, 'Gone')} no budget`);
    const forecast = await output<{
      readonly forecast: { readonly expected: object; readonly reps: readonly { readonly name: string }[] };
    }>(ewa, 'forecast', { period: 'quarter' });
    expect(forecast.forecast.expected).toMatchObject({ currency: 'EUR' });
    expect(forecast.forecast.reps.map(({ name }) => name)).toContain('Piotr');
    expect(await output(piotr, 'gaps', {})).toHaveProperty('gaps');
    const why = await output<{ readonly now: { readonly win: number } }>(piotr, 'why', { deal: `${number}` });
    expect(why.now.win).toBeGreaterThan(0);
    expect(why.message).toContain('Acme');
  });
});

it('a deal that a pipeline hides is not there, for any tool', async () => {
  const { anna, piotr, ewa, tenant } = lejek;
  const number = await lejek.createDeal(piotr, 'Tajemnica', { company: 'Zetka', stageId: 'offer', ...valueInEuros(7_654_321) });
  const [pipeline, admin] = [await tenant.pipeline(), await tenant.members.bySlackUser(ewa.id)];
  const work = { memberId: admin?.id ?? '', at: lejek.now(), key: 'hide' };
  const hide = { kind: 'visibility', id: pipeline?.id ?? '', visibility: 'own', shownIn: [] } as const;
  expect(await tenant.pipelineSettings.save(hide, work)).toMatchObject({ ok: true });
  const deal = `D-${number}`;
  const inputs: Readonly<Record<string, object>> = {
    ...{ find_deals: { text: 'tajemnica' }, list_deals: {}, show_deal: { deal }, why: { deal }, forecast: {}, gaps: {} },
    ...{
      create_deal: { name: 'New', company: 'Zetka' },
      advance_deal: { deal, moveAnyway: true },
      add_note: { deal, text: 'x' },
    },
  };
  const told = new Map<string, string>();
  for (const { name } of TOOLS) told.set(name, JSON.stringify(await call(anna, name, inputs[name] ?? {})));
  expect([...told].filter(([, answer]) => /tajemnica"?[^"]|7654321|Piotr/i.test(answer.replaceAll('„tajemnica”', '')))).toEqual(
    [],
  );
  for (const name of ['show_deal', 'why', 'advance_deal', 'add_note']) expect(told.get(name), name).toContain('"noSuchDeal"');
  expect(told.get('create_deal')).toContain('"ok":true');
  expect(await output<OneDeal>(piotr, 'show_deal', { deal })).toMatchObject({ deal: { number, version: 1 } });
});

describe.each(ROLES)('a %s', (role: Role) => {
  it('may by every tool exactly what the table of rights says', async () => {
    const { anna, piotr, tenant } = lejek;
    const member = await tenant.members.bySlackUser(piotr.id);
    for (const own of [true, false])
      for (const { name, right, writes } of TOOLS) {
        await tenant.members.setRole(member?.id ?? '', 'rep');
        const number = await lejek.createDeal(own ? piotr : anna, `Firm ${own}`);
        await tenant.members.setRole(member?.id ?? '', role);
        const inputs: Readonly<Record<string, object>> = {
          find_deals: { text: 'firm' },
          create_deal: { name: 'New' },
          advance_deal: { deal: `${number}`, moveAnyway: true },
          add_note: { deal: `${number}`, text: 'called' },
          show_deal: { deal: `${number}` },
          why: { deal: `${number}` },
        };
        const result = await call(piotr, name, inputs[name] ?? {});
        expect(result.ok ? 'done' : result.code, `${name}, own: ${own}`).toBe(
          isAllowed(role, right, { own }) ? 'done' : 'notAllowed',
        );
        if (!result.ok) expect((await deals().file(number))?.deal.version).toBe(1);
        if (writes && role === 'reader' && !result.ok) expect(result.message).toContain('change nothing');
      }
  });
});

it('every tool says what it needs and gives, and its name is one', () => {
  expect(new Set(TOOLS.map(({ name }) => name)).size).toBe(TOOLS.length);
  for (const { name, description, input, output, writes } of TOOLS) {
    expect(name).toMatch(/^[a-z_]{3,30}$/);
    expect(description.length).toBeGreaterThan(20);
    expect(Object.keys(output.shape)).toContain('message');
    expect('idempotencyKey' in (input.shape as Record<string, z.ZodType>)).toBe(writes);
  }
});
