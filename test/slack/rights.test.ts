import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import type { Role } from '../../src/core/people/member.ts';
import { isAllowed, type Permission, RIGHTS } from '../../src/core/people/rights.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import { safe } from '../../src/locale/safe-text.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { moveCloseDate, pressPostedButton } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
  const { tenant } = lejek;
  // Somebody is admin already: else the first to set up would become it.
  const boss = await tenant.members.upsert({ slackUserId: 'UBOSS', name: 'Boss', at: lejek.now() });
  await tenant.members.setRole(boss.id, 'admin');
});
afterAll(() => lejek.stop());

/** Whoever acts: the owner of the deal (a rep), another rep, a manager, an admin. */
const WHO: readonly { readonly who: string; readonly role: Role; readonly own: boolean }[] = [
  { who: 'the owner', role: 'rep', own: true },
  { who: 'a reader', role: 'reader', own: false },
  { who: 'another rep', role: 'rep', own: false },
  { who: 'a manager', role: 'manager', own: false },
  { who: 'an admin', role: 'admin', own: false },
];

type RightsCase = { readonly number: number; readonly version: number; readonly other: number; readonly owner: string };
type Surface = {
  readonly action: Permission;
  /** What is typed. */
  readonly command?: (cell: RightsCase) => string;
  /** What is said in a mention of the bot. */
  readonly mention?: (cell: RightsCase) => string;
  /** A shortcut used on a message. */
  readonly shortcut?: string;
  /** A button of a message that everybody in the channel sees. */
  readonly button?: readonly [id: string, value: (cell: RightsCase) => string];
  readonly closed?: boolean;
};

const seen = ({ number, version }: RightsCase): string => `${number}@${version}`;
const about = (action: Permission, command: (cell: RightsCase) => string, id: string, closed = false): readonly Surface[] => [
  { action, command, closed },
  { action, button: [id, seen], closed },
];

/** Every way to ask for each action. Undo is the actor's own: see closing.test.ts. */
const SURFACES: readonly Surface[] = [
  { action: 'deal.open', command: () => '/deal new Acme ERP 12k' },
  { action: 'deal.open', button: ['deal.new', () => 'Acme'] },
  ...about('deal.see', ({ number }) => `/deal show ${number}`, 'deal.show'),
  { action: 'deal.see', command: ({ number }) => `/deal history ${number}` },
  { action: 'deal.see', button: ['deal.history', seen] },
  ...about('deal.advance', ({ number }) => `/deal advance ${number}`, 'deal.advance'),
  ...about('deal.move', ({ number }) => `/deal move ${number} to lead: wrong person`, 'deal.move'),
  ...about('deal.win', ({ number }) => `/deal won ${number}`, 'deal.won'),
  ...about('deal.lose', ({ number }) => `/deal lost ${number} no budget`, 'deal.lost'),
  ...about('deal.reopen', ({ number }) => `/deal reopen ${number}`, 'deal.reopen', true),
  ...about('deal.withdraw', ({ number }) => `/deal delete ${number}`, 'deal.delete-sure'),
  ...about('deal.edit', ({ number }) => `/deal edit ${number}`, 'deal.edit'),
  { action: 'deal.estimate', button: ['deal.estimate', seen] },
  { action: 'deal.estimate', button: ['deal.estimate-end', seen] },
  { action: 'stage.estimate', button: ['stage.estimate', () => 'offer'] },
  { action: 'stage.estimate', button: ['stage.estimate-end', () => 'offer'] },
  { action: 'funnel.see', command: () => '/funnel why offer' },
  { action: 'funnel.see', button: ['stage.why:0', () => 'offer'] },
  { action: 'deal.edit', command: ({ number }) => `/deal step ${number} call Maria tomorrow` },
  { action: 'deal.edit', button: ['step.plan', seen] },
  { action: 'deal.edit', button: ['deal.tick:needs.1', (cell) => `${seen(cell)} shown`] },
  { action: 'deal.edit', button: ['step.done', seen] },
  { action: 'deal.edit', button: ['step.tomorrow', seen] },
  { action: 'deal.edit', button: ['step.next-week', seen] },
  { action: 'deal.edit', button: ['deal.working', seen] },
  { action: 'deal.edit', button: ['tidy.keep', (cell) => `${seen(cell)} 0 own`] },
  { action: 'deal.edit', button: ['tidy.date', (cell) => `${seen(cell)} 0 own`] },
  { action: 'deal.lose', button: ['tidy.drop', (cell) => `${seen(cell)} 0 own`] },
  { action: 'deal.edit', button: ['deal.fill-in', seen] },
  { action: 'deal.edit', button: ['deal.remind-later', seen] },
  { action: 'deal.explain', button: ['deal.slip:guess', seen] },
  { action: 'deal.assign', command: ({ number }) => `/deal assign ${number} @ewa` },
  { action: 'deal.assign', button: ['deal.give', (cell) => `${seen(cell)}>${cell.owner}`] },
  ...about('deal.note', ({ number }) => `/deal note ${number} called`, 'deal.note'),
  { action: 'deal.merge', command: ({ number, other }) => `/deal merge ${number} into ${other}` },
  { action: 'deal.merge', button: ['deal.merge-sure', (cell) => `${seen(cell)}>${cell.other}`] },
  { action: 'deal.see', mention: ({ number }) => `show ${number}` },
  { action: 'deal.advance', mention: ({ number }) => `advance ${number}` },
  { action: 'deal.lose', mention: ({ number }) => `przegrana ${number} za drogo` },
  { action: 'deal.note', mention: ({ number }) => `note ${number} called` },
  { action: 'deal.assign', mention: ({ number }) => `assign ${number} @ewa` },
  { action: 'digest.preview', mention: () => 'digest' },
  { action: 'settings.change', mention: () => 'ustawienia' },
  { action: 'deal.open', shortcut: 'deal.from-message' },
  { action: 'deal.note', shortcut: 'deal.add-message' },
  { action: 'funnel.see', command: () => '/funnel' },
  { action: 'funnel.see', button: ['funnel.now', () => 'now'] },
  { action: 'reps.see', command: () => '/funnel reps @piotr' },
  { action: 'reps.see', command: () => '/funnel reps Piotr' },
  { action: 'reps.see', button: ['reps.show', ({ owner }) => owner] },
  { action: 'funnel.see', command: () => '/funnel gaps' },
  { action: 'funnel.see', button: ['gap.all', () => 'now'] },
  { action: 'funnel.see', button: ['gap.why', () => 'offer'] },
  { action: 'funnel.see', button: ['gap.others', () => '0>offer'] },
  { action: 'deal.open', button: ['alert.take-new', () => 'none 3>offer'] },
  { action: 'digest.preview', command: () => '/funnel digest' },
  { action: 'digest.preview', button: ['funnel.week', () => 'week'] },
  { action: 'digest.post', button: ['digest.post:0', () => 'none 0'] },
  { action: 'target.set', command: () => '/funnel target 240k' },
  { action: 'target.set', button: ['funnel.target', () => 'set'] },
  { action: 'settings.change', command: () => '/funnel alerts' },
  { action: 'settings.change', button: ['alerts.show', () => 'all'] },
  { action: 'settings.change', button: ['alerts.open', () => 'none'] },
  { action: 'audit.see', command: () => '/funnel audit' },
  { action: 'contact.forget', command: () => '/deal forget anna@example.com' },
  { action: 'contact.forget', button: ['contact.forget:0', () => 'email none@example.com'] },
  { action: 'workspace.export', command: () => '/funnel export' },
  { action: 'audit.see', button: ['audit.page', () => '0'] },
  { action: 'away.set', button: ['people.open', ({ owner }) => owner] },
  { action: 'deals.handOver', button: ['people.hand-over', ({ owner }) => owner] },
  { action: 'rates.set', command: () => '/funnel rates CHF 4.5' },
  { action: 'deals.import', button: ['import.make', () => 'none'] },
  { action: 'deals.import', button: ['import.choose', () => 'none'] },
  { action: 'deals.import', button: ['import.undo', () => 'none'] },
  { action: 'rates.set', button: ['rates.open', () => 'set'] },
  { action: 'rates.set', button: ['rates.count', () => 'all'] },
  { action: 'settings.change', command: () => '/funnel setup' },
  { action: 'settings.change', button: ['funnel.setup', () => 'setup'] },
  { action: 'settings.change', command: () => '/funnel pipeline' },
  { action: 'settings.change', mention: () => 'etapy' },
  { action: 'settings.change', button: ['pipeline.open', () => 'all'] },
  { action: 'settings.change', button: ['pipeline.stage:3', () => 'needs'] },
  { action: 'settings.change', button: ['pipeline.edit-stage', () => 'needs'] },
  { action: 'settings.change', button: ['pipeline.place:up', () => 'needs'] },
  { action: 'settings.change', button: ['pipeline.remove', () => 'prospect'] },
  { action: 'settings.change', button: ['pipeline.criterion:0', () => 'needs rough-cost'] },
  { action: 'settings.change', button: ['pipeline.drop-criterion', () => 'decision accepted'] },
  { action: 'settings.change', button: ['pipeline.reasons', () => 'all'] },
  { action: 'settings.change', button: ['pipeline.reason:0', () => 'fit'] },
  { action: 'settings.change', button: ['pipeline.drop-reason', () => 'other'] },
  { action: 'settings.change', button: ['pipeline.undo', () => 'none'] },
  { action: 'settings.change', command: () => '/funnel pipelines' },
  { action: 'settings.change', mention: () => 'lejki' },
  { action: 'settings.change', button: ['pipelines.open', () => 'all'] },
  { action: 'settings.change', button: ['pipelines.one:0', () => 'sales'] },
  { action: 'settings.change', button: ['pipelines.add', () => 'new'] },
  { action: 'settings.change', button: ['pipelines.rename', () => 'sales'] },
  { action: 'settings.change', button: ['pipelines.visibility', () => 'sales'] },
  { action: 'settings.change', button: ['pipelines.default', () => 'none'] },
  { action: 'settings.change', button: ['pipelines.archive', () => 'none'] },
  { action: 'settings.change', button: ['pipelines.restore', () => 'none'] },
  { action: 'settings.change', button: ['pipelines.undo', () => 'none'] },
  { action: 'settings.change', command: () => '/funnel teams' },
  { action: 'settings.change', mention: () => 'zespoły' },
  { action: 'settings.change', button: ['teams.open', () => '0'] },
  { action: 'settings.change', button: ['teams.one:0', () => 'team'] },
  { action: 'settings.change', button: ['teams.add', () => 'new'] },
  { action: 'settings.change', button: ['teams.edit', () => 'team'] },
  { action: 'settings.change', button: ['teams.people', () => 'team'] },
  { action: 'settings.change', button: ['teams.remove', () => 'team'] },
  { action: 'settings.change', button: ['teams.compare', () => 'team'] },
  { action: 'settings.change', button: ['teams.undo', () => 'none'] },
  { action: 'settings.change', command: () => '/funnel webhooks' },
  { action: 'settings.change', button: ['webhooks.open', () => 'all'] },
  { action: 'settings.change', button: ['webhooks.add', () => 'new'] },
  { action: 'settings.change', button: ['webhooks.remove', () => 'none'] },
  { action: 'settings.change', command: () => '/funnel leads' },
  { action: 'settings.change', button: ['leads.open', () => 'all'] },
  { action: 'settings.change', button: ['leads.take-back', () => 'none'] },
  { action: 'settings.change', button: ['retention.open', () => 'all'] },
];

/** Beginnings of every sentence that refuses for want of a right, in both languages. */
const REFUSALS: readonly string[] = Object.values(LANGUAGES).flatMap((m) => [
  m.refusals.notAllowed('change', safe`D-`, safe`@Piotr`).split('D-')[0] ?? '',
  m.digest.managersOnly.slice(0, 20),
  m.estimate.stage.managersOnly.slice(0, 20),
  m.targets.managersOnly.slice(0, 20),
  m.reps.managersOnly.slice(0, 20),
  m.setup.adminsOnly([safe`Boss`]).slice(0, 20),
  m.importing.adminsOnly([safe`Boss`]).slice(0, 20),
  m.rates.adminsOnly([safe`Boss`]).slice(0, 20),
  m.people.managersOnly.slice(0, 20),
  m.people.notYours.slice(0, 20),
  m.audit.adminsOnly([safe`Boss`]).slice(0, 20),
  m.forget.adminsOnly([safe`Boss`]).slice(0, 20),
  m.exporting.adminsOnly([safe`Boss`]).slice(0, 20),
  m.refusals.readsOnly.slice(0, 20),
  ...[m.pipeline, m.pipelines, m.teams, m.webhooks, m.leads, m.retention].map(({ adminsOnly }) =>
    adminsOnly([safe`Boss`]).slice(0, 20),
  ),
]);
const refuses = (text: string): boolean =>
  REFUSALS.some((beginning) => beginning !== '' && text.includes(beginning)) ||
  /Only @Piotr or a manager|może zmienić tylko @Piotr/.test(text);

/** A deal of Piotr's for one cell, incomplete, with a reminder and a date that he moved, so that every button about it has something to do. */
async function createCase(closed: boolean): Promise<RightsCase> {
  const details = { stageId: 'needs', nextStep: 'call', nextStepOn: '2026-11-16' as const, closeOn: '2026-11-20' as const };
  const number = await lejek.createDeal(lejek.piotr, 'Bielik', details);
  await moveCloseDate(lejek, lejek.piotr, number, '2026-12-18');
  const other = await lejek.createDeal(lejek.piotr, 'Double', { stageId: 'needs' });
  if (closed) await lejek.typeCommand(lejek.ewa, `/deal lost ${number} no budget`);
  const file = await lejek.tenant.deals(ALL_DEALS).file(number);
  return { number, other, version: file?.deal.version ?? 0, owner: file?.deal.ownerId ?? '' };
}

/** The person for a row of the table; Ewa is what the row says. */
async function personWithRole(role: Role, own: boolean): Promise<Person> {
  if (own) return lejek.piotr;
  if (role === 'rep' || role === 'reader') {
    const anna = await lejek.tenant.members.bySlackUser(lejek.anna.id);
    await lejek.tenant.members.setRole(anna?.id ?? '', role);
    return lejek.anna;
  }
  const ewa = await lejek.tenant.members.bySlackUser(lejek.ewa.id);
  if (ewa !== undefined) await lejek.tenant.members.setRole(ewa.id, role);
  return lejek.ewa;
}

/** What the person gets: the words of an answer, or of the form that opened. */
async function outcome(person: Person, ask: () => Promise<unknown>): Promise<string> {
  const before = lejek.slack.ephemerals(person.id).length;
  const working = Object.values(LANGUAGES).map(({ common }) => common.loading);
  await ask();
  const answered = () => {
    const view = person.view();
    if (view === undefined && lejek.slack.ephemerals(person.id).length === before) return '';
    const text = lejek.readScreen(person);
    return working.some((word) => text.includes(word)) ? '' : text;
  };
  await expect.poll(answered, { timeout: 20_000 }).not.toBe('');
  const text = answered();
  await person.closeAll();
  return text;
}

/** How a row asks, in words. */
function surfaceName({ command, mention, shortcut, button }: Surface): string {
  const cell = { number: 1, version: 1, other: 2, owner: 'x' };
  if (command !== undefined) return `"${command(cell)}"`;
  if (mention !== undefined) return `the mention "${mention(cell)}"`;
  return shortcut === undefined ? `the button ${button?.[0]}` : `the shortcut ${shortcut}`;
}

async function askThrough(person: Person, { command, mention, shortcut, button }: Surface, cell: RightsCase): Promise<void> {
  const { sales } = lejek;
  if (command !== undefined) await person.command(sales, command(cell));
  else if (mention !== undefined) await person.mention(sales, mention(cell));
  else if (shortcut !== undefined)
    await person.messageShortcut(shortcut, sales, (await person.writeMessage(sales, 'Bielik called')).ts);
  else await pressPostedButton(lejek, person, button?.[0] ?? '', button?.[1](cell) ?? '');
}

describe.each(SURFACES)('$action by %#', (surface) => {
  const { action, closed = false } = surface;
  it(`${surfaceName(surface)}: exactly who may`, async () => {
    for (const { who, role, own } of WHO) {
      const cell = await createCase(closed);
      const person = await personWithRole(role, own);
      const said = await outcome(person, () => askThrough(person, surface, cell));
      const allowed = isAllowed(role, action, { own });
      expect(`${who}: ${refuses(said) ? 'refused' : 'allowed'}`, said).toBe(`${who}: ${allowed ? 'allowed' : 'refused'}`);
      const after = await lejek.tenant.deals(ALL_DEALS).file(cell.number);
      if (!allowed) expect(after?.deal.version, `${who} changed it`).toBe(cell.version);
    }
  });
});

it('every action has a row', () => {
  const covered = new Set(SURFACES.map(({ action }) => action));
  // A role stands in the form of a person, for an admin: see people.test.ts. Everybody has tokens of their own: see token.test.ts.
  const own: readonly Permission[] = ['deal.undo', 'role.change', 'tokens.others'];
  const missing = (Object.keys(RIGHTS) as Permission[]).filter((action) => !covered.has(action) && !own.includes(action));
  expect(missing).toEqual([]);
});

it('a form that was opened in time does not help who has lost the right meanwhile', async () => {
  const { piotr, ewa, tenant } = lejek;
  const number = await lejek.createDeal(piotr, 'Kept', { stageId: 'needs' });
  const forms = [
    [`/deal edit ${number}`, 'deal.save-edit', () => piotr.fillInput('name', 'Stolen')],
    [`/deal lost ${number}`, 'deal.lose', () => piotr.fillInput('reason', 'budget')],
    [`/deal step ${number}`, 'step.save', () => piotr.fillInput('step', 'call')],
  ] as const;
  const member = await tenant.members.bySlackUser(ewa.id);
  const owner = await tenant.members.bySlackUser(piotr.id);
  if (member === undefined || owner === undefined) throw new Error('nobody is home');
  for (const [line, id, fill] of forms) {
    await piotr.command(lejek.sales, line);
    await piotr.waitForView((view) => view.callback_id === id, 20_000);
    fill();
    await lejek.typeCommand(ewa, `/deal assign ${number} @anna`);
    const before = await tenant.deals(ALL_DEALS).file(number);
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/Only @Anna or a manager|was changed by Ewa/);
    expect((await tenant.deals(ALL_DEALS).file(number))?.deal.version).toBe(before?.deal.version);
    await lejek.typeCommand(ewa, `/deal assign ${number} @piotr`);
    await piotr.closeAll();
  }
});
