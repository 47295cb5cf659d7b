import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderMessage } from '../../simulator/terminal/render.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import { FLOWS } from '../../src/slack/listeners/all.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { createDriverContext, FORM_DRIVERS } from '../support/drivers.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

/** Forms stay open in Slack while the bot is updated. Values of buttons of before stand in the drivers of every-route.test.ts. */

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
  await setUpFunnel(lejek, lejek.ewa, { cards: 'none' });
  const member = await lejek.tenant.members.bySlackUser(lejek.piotr.id);
  await lejek.tenant.members.setRole(member?.id ?? '', 'admin');
}, 60_000);
afterAll(() => lejek.stop());

const LINK = 'https://lejek.slack.com/archives/C0123456789/p1789000000000100';

/** What a form holds today; fields that a kind of form does not have are empty. */
type DataOfToday = {
  readonly deal: string;
  readonly stageId: string;
  readonly reason: string;
  readonly subscriptionId: string;
  readonly since: number;
  readonly shown: Readonly<Record<string, string>>;
};

/**
 * What each kind of form held before the one codec: made of what it holds today, in the words of the code of then; and what
 * the person is told when it is submitted.
 */
const OLDER_FORMS: Readonly<Record<string, { readonly data: (today: DataOfToday) => string; readonly answer: RegExp }>> = {
  'deal.create': { data: () => `- ${LINK}`, answer: /Kowent is in Lead/ },
  'deal.enter': { data: ({ deal, stageId }) => `${deal}>${stageId}`, answer: /Needs → Decision/ },
  'deal.pick': { data: () => '', answer: /Needs|Offer/ },
  'deal.lose': { data: ({ deal }) => deal, answer: /lost/i },
  'deal.save-estimate': { data: ({ deal }) => deal, answer: /80%/ },
  'stage.save-estimate': { data: ({ stageId }) => stageId, answer: /60%/ },
  'start.save': { data: () => '', answer: /set up here already/ },
  'funnel.save-setup': { data: ({ subscriptionId }) => subscriptionId, answer: /#sales/ },
  'funnel.save-target': { data: () => '', answer: /240k/ },
  'deal.save-move': { data: ({ deal }) => deal, answer: /wrong person/ },
  'deal.move-enter': { data: ({ deal, stageId, reason }) => `${deal}>${stageId}>${reason}`, answer: /they called/ },
  'deal.add-note': { data: ({ deal }) => deal, answer: /they called/ },
  'deal.note-message': { data: () => LINK, answer: /they called/ },
  'deal.save-edit': { data: ({ deal, shown }) => `${deal}>${printsOfThen(shown)}>`, answer: /company/ },
  'step.save': { data: ({ deal }) => deal, answer: /call Maria/ },
  'tidy.save-date': { data: ({ deal, since }) => `${deal} ${since} own`, answer: /20 Dec/ },
  'deal.save-missing': { data: ({ deal }) => deal, answer: /nothing new to save/ },
};

/** Forms that hold today what they always held. */
const UNCHANGED_FORMS: ReadonlySet<string> = new Set([
  'pipeline.save-stage',
  'pipeline.remove-stage',
  'pipeline.save-criterion',
  'pipeline.save-reason',
  'pipelines.save-new',
  'pipelines.save-name',
  'pipelines.save-visibility',
  'deal.save-pipeline',
  'rates.save',
  'deal.save-several',
  'people.save-hand-over',
  'people.save',
  'alerts.save',
  'teams.save',
  'teams.save-people',
  'teams.save-group',
  'teams.save-removal',
  'token.make',
  'webhooks.save',
  'retention.save',
  'retention.sure',
  'import.save-choices',
]);

/** What the fields showed, as a form wrote it that knew no steps after the next one. */
function printsOfThen(shown: Readonly<Record<string, string>>): string {
  return Object.entries(shown)
    .flatMap(([name, print]) => (name === 'laterSteps' ? [] : [print]))
    .join('.');
}

/** Forms in which a box, beside fields that could all stay empty, said that a deal goes on without them. */
const WITH_ANYWAY_BOX = new Set(['deal.enter', 'deal.move-enter']);
const ANYWAY_BOX = {
  type: 'input',
  block_id: 'anyway',
  optional: true,
  label: { type: 'plain_text', text: "I don't have it yet" },
  element: {
    type: 'checkboxes',
    action_id: 'anyway',
    options: [{ text: { type: 'plain_text', text: 'Move anyway, remind me on Friday' }, value: 'yes' }],
  },
};

const asToday = (text: string): DataOfToday => ({
  ...{ deal: '', stageId: '', reason: '', subscriptionId: '', since: 0, shown: {} },
  ...(text === '' ? {} : JSON.parse(text)),
});

/** Puts into the top form what it held before, wrapped as then. */
async function ageForm(data: (today: DataOfToday) => string): Promise<string> {
  const view = lejek.piotr.view();
  if (view === undefined) throw new Error('no form is open');
  const { url, channel, thread, data: text } = JSON.parse(view.private_metadata);
  const older = data(asToday(text));
  const client = await lejek.deps.clientFor(lejek.slack.team.id);
  const { callback_id, title, submit, close, blocks } = JSON.parse(JSON.stringify(view));
  await client.views.update({
    view_id: view.id,
    view: {
      ...{ type: 'modal', callback_id, title, close },
      blocks: WITH_ANYWAY_BOX.has(callback_id) ? [...blocks, ANYWAY_BOX] : blocks,
      ...(submit === null ? {} : { submit }),
      private_metadata: JSON.stringify({ url, channel, thread, data: older }),
    },
  });
  expect(JSON.parse(lejek.piotr.view()?.private_metadata ?? '').data).toBe(older);
  return older;
}

/** Everything that Piotr was told. */
const replies = (): readonly string[] =>
  [...lejek.slack.ephemerals(lejek.piotr.id), ...lejek.slack.dm(lejek.piotr.id)].map((message) =>
    renderMessage(message, { width: 200 }).replaceAll('\u00A0', ' '),
  );

describe('a form that was opened before', () => {
  it('is listed here, whatever it is', () => {
    expect([...Object.keys(OLDER_FORMS), ...UNCHANGED_FORMS].sort()).toEqual(
      FLOWS.flatMap(({ forms = {} }) => Object.keys(forms)).sort(),
    );
  });

  it.each(Object.entries(OLDER_FORMS))('%s is read as it was written then', async (id, { data, answer }) => {
    const { piotr } = lejek;
    const driver = FORM_DRIVERS[id];
    if (driver === undefined) throw new Error(`nobody fills ${id}`);
    const scene = await createDriverContext(lejek, piotr);
    const before = replies().length;
    await driver({
      ...scene,
      submit: async (fields) => {
        if (piotr.view()?.callback_id === id) await ageForm(data);
        return scene.submit(WITH_ANYWAY_BOX.has(id) ? { ...fields, anyway: ['yes'] } : fields);
      },
    });
    const read = () => [...replies().slice(before), lejek.readScreen(piotr)].join('\n');
    await expect.poll(read, { timeout: 20_000 }).toMatch(answer);
    for (const { common } of Object.values(LANGUAGES)) expect(read()).not.toContain(common.gone.slice(0, 25));
    await piotr.closeAll();
  });

  it('that asked about a deal of the same company adds to that deal', async () => {
    const { piotr, tenant } = lejek;
    const twin = await lejek.createDeal(piotr, 'Bielik', { company: 'Bielik', ...valueInEuros(1000) });
    const scene = await createDriverContext(lejek, piotr);
    await scene.press('deal.new', 'Bielik @Bielik 48k');
    await scene.waitForForm('deal.create');
    piotr.fillInput('company', 'Bielik');
    await scene.submit();
    await piotr.waitForView((view) => JSON.stringify(view.blocks).includes('anyway'), 20_000);
    await ageForm(() => `${twin}@1 ${LINK}`);
    await scene.submit({ anyway: 'add' });
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).history(twin)).length, { timeout: 20_000 }).toBe(2);
    await piotr.closeAll();
  });

  it('over a dropped row of a digest, the box about a shared channel, and an edit shown again hold more', async () => {
    const { piotr, tenant } = lejek;
    const scene = await createDriverContext(lejek, piotr);
    await scene.press('deal.lost', scene.dealToken);
    await scene.waitForForm('deal.lose');
    await ageForm(({ deal }) => `${deal} digest/C0123456789/sales/2026-11-16/3-tidy`);
    await scene.submit({ reason: 'budget' });
    expect((await tenant.deals(ALL_DEALS).file(scene.deal))?.deal.outcome).toBe('lost');
    await piotr.closeAll();

    await scene.press('funnel.setup', 'setup');
    await scene.waitForForm('funnel.save-setup');
    await ageForm(({ subscriptionId }) => `${subscriptionId}|external`);
    await scene.submit();
    expect(await tenant.subscriptions.all()).toHaveLength(1);
    await piotr.closeAll();

    const deal = await lejek.createDeal(piotr, 'Morela', valueInEuros(1000));
    await scene.press('deal.edit', `${deal}@1`);
    const { blocks } = await scene.waitForForm('deal.save-edit');
    // Its fields had the version behind their names, so that what was typed under the same name before does not stay.
    expect(JSON.stringify(blocks)).toContain('"block_id":"company"');
    await ageForm(({ deal: token, shown }) => `${token}>${printsOfThen(shown)}>again`);
    await scene.submit({ company: 'not read' });
    await expect.poll(() => replies().at(-1) ?? '', { timeout: 20_000 }).toMatch(/Nothing|name/i);
    await piotr.closeAll();
  });
});

describe('the numbers window that was opened before', () => {
  it('goes on to another number', async () => {
    const { piotr } = lejek;
    const pipeline = await loadPipeline(lejek.tenant, 'en');
    const state = { pipelineId: pipeline?.id, at: lejek.now(), timeZone: 'Europe/Warsaw', offset: 0 };
    const scene = await createDriverContext(lejek, piotr);
    await scene.press('behind.open', JSON.stringify(state));
    await scene.waitForForm('behind.frame');
    await ageForm(() => JSON.stringify({ ...state, of: { kind: 'stage', stageId: 'needs' } }));
    const view = piotr.view();
    if (view === undefined) throw new Error('no window');
    await piotr.click(view, 'behind.which', { select: 'open' });
    await expect.poll(() => lejek.readScreen(piotr), { timeout: 20_000 }).toMatch(/All open deals: \d/);
    await piotr.closeAll();
  });
});
