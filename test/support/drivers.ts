import type { Person } from '../../simulator/person/person.ts';
import type { View } from '../../simulator/state/entities.ts';
import { utcDate } from '../../src/core/time/calendar.ts';
import { WEEK_MS } from '../../src/core/time/durations.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import type { DealCommand, FunnelCommand } from '../../src/locale/command-words.ts';
import { ALL_DEALS } from './all-deals.ts';
import { isStillSaving, moveCloseDate, pressPostedButton as pressIn, pressMoveAnyway, valueInEuros } from './bot-actions.ts';
import { IMPORT_BUTTON_DRIVERS, IMPORT_FORM_DRIVERS } from './import-drivers.ts';
import { LEAD_BUTTON_DRIVERS } from './lead-support.ts';
import { PIPELINE_BUTTON_DRIVERS, PIPELINE_FORM_DRIVERS } from './pipeline-drivers.ts';
import { PIPELINES_BUTTON_DRIVERS, PIPELINES_FORM_DRIVERS } from './pipelines-drivers.ts';
import { TEAMS_BUTTON_DRIVERS, TEAMS_FORM_DRIVERS, TEAMS_SELECT_DRIVERS } from './teams-drivers.ts';
import type { TestBot } from './test-bot.ts';
import { WEBHOOK_BUTTON_DRIVERS, WEBHOOK_FORM_DRIVERS } from './webhook-drivers.ts';

/** Fixture of a driver: a person who may do everything, and deals on which every word and button has something to do. */
export type DriverContext = {
  readonly lejek: TestBot;
  readonly person: Person;
  /** Number of an open deal in Needs: incomplete, with a next step of today, a reminder and a close date that was moved. */
  readonly deal: number;
  /** `number@version`: the value that the deal's buttons carry. */
  readonly dealToken: string;
  /** Types a line in #sales: `type('/deal', rest)` puts the word that is driven between the two. */
  readonly typeWord: (rest?: string) => Promise<unknown>;
  /** Presses a button of a message that everybody in #sales sees. */
  readonly press: (id: string, value: string) => Promise<unknown>;
  /** Waits for a form. */
  readonly waitForForm: (callbackId: string) => Promise<View>;
  /** Fills the open form, and submits it. */
  readonly submit: (fields?: Readonly<Record<string, string | readonly string[]>>) => Promise<unknown>;
  /** Another open deal; a deal that was lost: as buttons carry them. */
  readonly anotherDeal: () => Promise<string>;
  readonly lostDeal: () => Promise<string>;
  /** The person's Home. */
  readonly openHomeTab: () => Promise<View>;
};

export type Driver = (scene: DriverContext) => Promise<unknown>;

let dealsMade = 0;
let tokensMade = 0;

/** A scene with fresh deals. @param line what a driven word is typed as, e.g. '/deal dalej'. */
export async function createDriverContext(lejek: TestBot, person: Person, line = ''): Promise<DriverContext> {
  const { tenant, sales } = lejek;
  const tokenFor = async (number: number) => `${number}@${(await tenant.deals(ALL_DEALS).file(number))?.deal.version}`;
  const createFreshDeal = async (stageId: string) => {
    dealsMade += 1;
    const today = utcDate(lejek.now());
    const details = {
      ...valueInEuros(1000 + dealsMade),
      stageId,
      nextStep: 'call',
      nextStepOn: today,
      closeOn: '2026-11-20' as const,
    };
    return lejek.createDeal(person, `Firm ${String.fromCharCode(97 + (dealsMade % 26))}${dealsMade}`, details);
  };
  const deal = await createFreshDeal('needs');
  await moveCloseDate(lejek, person, deal, '2026-12-18');
  const open = (): View => {
    const view = person.view();
    if (view === undefined) throw new Error('no form is open');
    return view;
  };
  return {
    lejek,
    person,
    deal,
    dealToken: await tokenFor(deal),
    typeWord: (rest = '') => person.command(sales, `${line} ${rest}`.trim()),
    press: (id, value) => pressIn(lejek, person, id, value),
    waitForForm: (callbackId) => person.waitForView((view) => view.callback_id === callbackId, 20_000),
    submit: async (fields = {}) => {
      for (const [name, value] of Object.entries(fields)) person.fillInput(name, value);
      const { closed, errors } = await person.submit();
      if (errors !== undefined && !isStillSaving(errors)) throw new Error(`${open().callback_id}: ${JSON.stringify(errors)}`);
      return closed;
    },
    anotherDeal: async () => tokenFor(await createFreshDeal('lead')),
    lostDeal: async () => {
      const number = await createFreshDeal('needs');
      await person.command(sales, `/deal lost ${number} no budget`);
      return tokenFor(number);
    },
    openHomeTab: async () => {
      await person.openHome();
      return person.waitForHome(() => true, 20_000);
    },
  };
}

const drillDownValue = async ({ lejek }: DriverContext): Promise<string> =>
  JSON.stringify({
    pipelineId: (await loadPipeline(lejek.tenant, 'en'))?.id,
    at: lejek.now(),
    timeZone: 'Europe/Warsaw',
    offset: 0,
  });
/** A part of why the month's forecast moved: its new deals. */
const forecastChangeValue = async ({ lejek }: DriverContext): Promise<string> =>
  JSON.stringify({
    pipelineId: (await loadPipeline(lejek.tenant, 'en'))?.id,
    ...{ at: lejek.now(), since: lejek.now() - WEEK_MS, from: lejek.now() - WEEK_MS, to: lejek.now() + WEEK_MS },
    ...{ timeZone: 'Europe/Warsaw', restMinor: 0, kind: 'created', changeMinor: 0, offset: 0 },
  });
const dealNumber = (seen: string): string => seen.split('@')[0] ?? '';
const clickOnHome =
  (id: string, options: { readonly value?: string; readonly date?: string } = {}): Driver =>
  async ({ person, openHomeTab }) =>
    person.click(await openHomeTab(), id, options);
const chooseDeal = async ({ person, deal }: DriverContext, field: string): Promise<void> => {
  const view = person.view();
  if (view === undefined) throw new Error('no form is open');
  const [option] = await person.suggest(view, field, `D-${deal}`);
  person.fillInput(field, option?.value ?? '');
};
/** Presses a button of a post in #sales. */
const clickInPost =
  (id: string): Driver =>
  async ({ lejek, person }) => {
    for (const message of lejek.messages(lejek.sales).toReversed()) {
      const [, found] = new RegExp(`"action_id":"(${id}(?::[^"]*)?)"`).exec(JSON.stringify(message.blocks)) ?? [];
      if (found !== undefined) return person.click(message, found);
    }
    throw new Error(`no post in #sales has the button ${id}`);
  };

/** Chooses how long what was posted stays. */
const chooseRetention: (scene: DriverContext, posts: string) => Promise<unknown> = async (
  { press, waitForForm, submit },
  posts,
) => {
  await press('retention.open:retention', 'all');
  await waitForForm('retention.save');
  return submit({ posts });
};

/** A token of a person, directly in the store; its id. */
async function makeToken({ tenant, now }: TestBot, { id }: Person): Promise<string> {
  const member = await tenant.members.bySlackUser(id);
  if (member === undefined) throw new Error('nobody can own a token');
  tokensMade += 1;
  const hash = `${tokensMade}`.padStart(64, '0');
  return (await tenant.personalTokens.make({ memberId: member.id, name: 'script', hash, at: now() })).id;
}

/** What follows each word of `/deal`; `mine` is no word, `other` a word that is none of ours. */
export const DEAL_WORD_DRIVERS: Readonly<Record<DealCommand, Driver>> = {
  mine: ({ typeWord }) => typeWord(),
  other: ({ typeWord, deal }) => typeWord(`D-${deal}`),
  new: ({ typeWord }) => typeWord('Acme 12k'),
  advance: ({ typeWord, deal }) => typeWord(`${deal}`),
  move: ({ typeWord, deal }) => typeWord(`${deal} to lead because wrong`),
  won: ({ typeWord, deal }) => typeWord(`${deal}`),
  lost: ({ typeWord, deal }) => typeWord(`${deal} no budget`),
  reopen: async ({ typeWord, lostDeal }) => typeWord(dealNumber(await lostDeal())),
  show: ({ typeWord, deal }) => typeWord(`${deal}`),
  history: ({ typeWord, deal }) => typeWord(`${deal}`),
  list: ({ typeWord }) => typeWord('mine'),
  find: ({ typeWord }) => typeWord('firm'),
  edit: ({ typeWord, deal }) => typeWord(`${deal}`),
  assign: ({ typeWord, deal }) => typeWord(`${deal} @ewa`),
  note: ({ typeWord, deal }) => typeWord(`${deal} called`),
  step: ({ typeWord, deal }) => typeWord(`${deal} call tomorrow`),
  merge: async ({ typeWord, deal, anotherDeal }) => typeWord(`${dealNumber(await anotherDeal())} into ${deal}`),
  delete: ({ typeWord, deal }) => typeWord(`${deal}`),
  forget: ({ typeWord }) => typeWord('anna'),
  undo: ({ typeWord, deal }) => typeWord(`${deal}`),
  help: ({ typeWord }) => typeWord(),
};

/** What follows each word of `/funnel`. */
export const FUNNEL_WORD_DRIVERS: Readonly<Record<FunnelCommand, Driver>> = {
  now: ({ typeWord }) => typeWord(),
  other: ({ typeWord }) => typeWord('xyzzy'),
  setup: ({ typeWord }) => typeWord(),
  pipeline: ({ typeWord }) => typeWord(),
  pipelines: ({ typeWord }) => typeWord(),
  teams: ({ typeWord }) => typeWord(),
  target: ({ typeWord }) => typeWord('240k'),
  forecast: ({ typeWord }) => typeWord(),
  gaps: ({ typeWord }) => typeWord(),
  reps: ({ typeWord }) => typeWord(),
  why: ({ typeWord, deal }) => typeWord(`${deal}`),
  digest: ({ typeWord }) => typeWord(),
  rates: ({ typeWord }) => typeWord(),
  people: ({ typeWord }) => typeWord(),
  audit: ({ typeWord }) => typeWord(),
  webhooks: ({ typeWord }) => typeWord(),
  export: ({ typeWord }) => typeWord(),
  leads: ({ typeWord }) => typeWord(),
  token: ({ typeWord }) => typeWord(),
  alerts: ({ typeWord }) => typeWord(),
  health: ({ typeWord }) => typeWord(),
  help: ({ typeWord }) => typeWord(),
};

/** Each button, by its id. */
export const BUTTON_DRIVERS: Readonly<Record<string, Driver>> = {
  'alert.take': clickInPost('alert.take'),
  'alert.take-new': async ({ lejek, press }) => {
    const { id, stageId } = (await lejek.tenant.stageAlerts.open('sales'))[0] ?? {};
    return press('alert.take-new', `${id} 3>${stageId}`);
  },
  'alert.give-back': async ({ lejek, press, person }) => {
    const member = await lejek.tenant.members.bySlackUser(person.id);
    const [alert] = await lejek.tenant.stageAlerts.open('sales');
    if (member === undefined || alert === undefined) throw new Error('nobody can give anything back');
    const what = { alertId: alert.id, dealNumber: null, newDeals: 3, toStageId: alert.stageId, dueOn: '2026-11-24' as const };
    const { commitment } = await lejek.tenant.commitments.claim({ ...what, memberId: member.id, madeAt: lejek.now() });
    return press('alert.give-back', commitment.id);
  },
  'setting.undo': async ({ lejek, press, person }) => {
    const member = await lejek.tenant.members.bySlackUser(person.id);
    if (member === undefined) throw new Error('nobody has set anything');
    const payload = {
      pipelineId: 'sales',
      memberId: null,
      period: 'month',
      startsOn: '2027-05-01',
      before: null,
      beforeSetAt: null,
    };
    const draft = { memberId: member.id, kind: 'target' as const, at: lejek.now() };
    const change = await lejek.tenant.settingChanges.record({ ...draft, payload: { ...payload, after: null } });
    return press('setting.undo', change.id);
  },
  'behind.open': async (scene) => scene.press('behind.open', await drillDownValue(scene)),
  'behind.which': async (scene) => {
    await scene.press('behind.open', await drillDownValue(scene));
    return scene.person.click(await scene.waitForForm('behind.frame'), 'behind.which', { select: 'stage:needs' });
  },
  'behind.page': async (scene) => {
    for (let index = 0; index < 12; index += 1) await scene.anotherDeal();
    await scene.press('behind.open', await drillDownValue(scene));
    // It opens with the first stage, which has more deals than a page.
    return scene.person.click(await scene.waitForForm('behind.frame'), 'behind.page:later');
  },
  'moved.open': async (scene) => scene.press('moved.open', await forecastChangeValue(scene)),
  'moved.page': async (scene) => {
    for (let index = 0; index < 12; index += 1) await scene.anotherDeal();
    await scene.press('moved.open', await forecastChangeValue(scene));
    return scene.person.click(await scene.waitForForm('moved.frame'), 'moved.page:later');
  },
  'deal.advance': ({ press, dealToken }) => press('deal.advance', dealToken),
  'deal.delete': ({ press, dealToken }) => press('deal.delete', dealToken),
  'deal.delete-sure': ({ press, dealToken }) => press('deal.delete-sure', dealToken),
  'deal.edit': ({ press, dealToken }) => press('deal.edit', dealToken),
  'deal.estimate': ({ press, dealToken }) => press('deal.estimate', dealToken),
  'deal.estimate-end': async (scene) => {
    await saveDealEstimate(scene);
    return scene.press('deal.estimate-end', scene.dealToken);
  },
  'deal.fill-in': ({ press, dealToken }) => press('deal.fill-in', dealToken),
  'deal.history': ({ press, dealToken }) => press('deal.history', `${dealToken} 0`),
  'deal.find': ({ press }) => press('deal.find', '10 firm'),
  'deal.list': ({ press }) => press('deal.list', '0 mine'),
  'deal.lost': ({ press, dealToken }) => press('deal.lost', dealToken),
  'deal.merge-sure': async ({ press, dealToken, anotherDeal }) => press('deal.merge-sure', `${await anotherDeal()}>${dealToken}`),
  'deal.mine': ({ press }) => press('deal.mine', 'mine'),
  'deal.move': ({ press, dealToken }) => press('deal.move', dealToken),
  'deal.new': ({ press }) => press('deal.new', 'Acme 12k'),
  'deal.move-anyway': async ({ person, press, dealToken, waitForForm }) => {
    await press('deal.advance', dealToken);
    await waitForForm('deal.enter');
    return pressMoveAnyway(person);
  },
  'deal.note': ({ press, dealToken }) => press('deal.note', dealToken),
  'deal.ask': ({ press, dealToken }) => press('deal.ask', `${dealToken}>deal.advance`),
  'deal.give': async ({ lejek, press, dealToken }) =>
    press('deal.give', `${dealToken}>${(await lejek.tenant.members.bySlackUser(lejek.ewa.id))?.id}`),
  'deal.remind-later': ({ press, dealToken }) => press('deal.remind-later', dealToken),
  'deal.reopen': async ({ press, lostDeal }) => press('deal.reopen', await lostDeal()),
  'deal.show': ({ press, dealToken }) => press('deal.show', dealToken),
  'deal.slip': ({ press, dealToken }) => press('deal.slip:guess', dealToken),
  'deal.actions': async ({ lejek, press, dealToken }) => {
    const { stages } = (await loadPipeline(lejek.tenant, 'en')) ?? { stages: [] };
    return press(`deal.actions:${dealToken} shown`, stages.find(({ id }) => id === 'needs')?.actions[0]?.id ?? '');
  },
  'deal.tick': async ({ lejek, press, dealToken }) => {
    const stages = (await loadPipeline(lejek.tenant, 'en'))?.stages ?? [];
    return press(`deal.tick:${stages.find(({ id }) => id === 'needs')?.actions[0]?.id}`, `${dealToken} shown`);
  },
  'contact.forget': ({ press }) => press('contact.forget:0', 'email nobody@example.com'),
  'contact.forget-named': ({ press }) => press('contact.forget-named', 'Olga Wzorcowa'),
  'deal.undo': ({ press, dealToken }) => press('deal.undo', dealToken),
  'deal.won': ({ press, dealToken }) => press('deal.won', dealToken),
  'deal.working': ({ press, dealToken }) => press('deal.working', dealToken),
  'digest.post': async ({ lejek, press }) =>
    press('digest.post:0', `${(await lejek.tenant.subscriptions.all())[0]?.id} ${lejek.now()}`),
  'funnel.forecast': ({ press }) => press('funnel.forecast', 'quarter'),
  'funnel.picture': ({ press }) => press('funnel.picture', 'now'),
  'funnel.forecast-chart': ({ press }) => press('funnel.forecast-chart', 'month'),
  'funnel.calibration': ({ press }) => press('funnel.calibration', 'calibration'),
  'funnel.now': ({ press }) => press('funnel.now', 'now'),
  'funnel.setup': ({ press }) => press('funnel.setup', 'setup'),
  'move.stage': async ({ person, press, dealToken, waitForForm }) => {
    await press('deal.move', dealToken);
    await person.click(await waitForForm('deal.save-move'), 'move.stage', { select: 'lead' });
  },
  'deal.several': ({ press }) => press('deal.several', 'mine'),
  'alerts.show': ({ press }) => press('alerts.show', 'all'),
  'alerts.open': async ({ lejek, press }) => press('alerts.open', (await lejek.tenant.subscriptions.all())[0]?.id ?? ''),
  'audit.page': ({ press }) => press('audit.page', '0'),
  'people.open': async ({ lejek, press, person }) =>
    press('people.open', (await lejek.tenant.members.bySlackUser(person.id))?.id ?? ''),
  'people.page': ({ press }) => press('people.page', '0'),
  'people.hand-over': async ({ lejek, press, person }) =>
    press('people.hand-over', (await lejek.tenant.members.bySlackUser(person.id))?.id ?? ''),
  'token.show': ({ press }) => press('token.show', 'all'),
  'token.open': ({ press }) => press('token.open', 'new'),
  'token.take-back': async ({ lejek, person, press }) => press('token.take-back', await makeToken(lejek, person)),
  'rates.show': ({ press }) => press('rates.show', 'all'),
  'rates.open': ({ press }) => press('rates.open', 'set'),
  'rates.count': ({ press }) => press('rates.count', 'all'),
  'start.open': ({ press }) => press('start.open', 'start'),
  'funnel.target': ({ press }) => press('funnel.target', 'set'),
  'funnel.week': ({ press }) => press('funnel.week', 'week'),
  ...IMPORT_BUTTON_DRIVERS,
  ...PIPELINE_BUTTON_DRIVERS,
  ...PIPELINES_BUTTON_DRIVERS,
  ...TEAMS_BUTTON_DRIVERS,
  ...WEBHOOK_BUTTON_DRIVERS,
  ...LEAD_BUTTON_DRIVERS,
  'retention.open': ({ press }) => press('retention.open:retention', 'all'),
  'stage.why': ({ press }) => press('stage.why:0', 'offer'),
  'stage.estimate': ({ press }) => press('stage.estimate', 'offer'),
  'stage.estimate-end': async (scene) => {
    await saveStageEstimate(scene);
    return scene.press('stage.estimate-end', 'offer');
  },
  'funnel.why': ({ press, dealToken }) => press('funnel.why', dealToken),
  'gap.all': ({ press }) => press('gap.all', 'now'),
  'gap.why': ({ press }) => press('gap.why', 'offer'),
  'gap.others': ({ press }) => press('gap.others', '0>offer'),
  'help.deal': ({ press }) => press('help.deal', 'deal'),
  'home.language': ({ lejek, person, openHomeTab }) =>
    openHomeTab().then((view) => person.click(view, 'home.language', { value: person.id === lejek.anna.id ? 'pl' : 'en' })),
  'home.direct': async ({ person, openHomeTab }) => {
    const view = await openHomeTab();
    const [, id = ''] = /"action_id":"(home.direct:[^"]*)"/.exec(JSON.stringify(view.blocks)) ?? [];
    return person.click(view, id, { select: ['morning-note'] });
  },
  'home.quiet-from': clickOnHome('home.quiet-from', { date: '18:00' }),
  'home.quiet-to': clickOnHome('home.quiet-to', { date: '08:30' }),
  'home.quiet-night': async (scene) => {
    const { members } = scene.lejek.tenant;
    const member = await members.bySlackUser(scene.person.id);
    await members.setQuietHours(member?.id ?? '', { from: '18:00', to: '08:30' });
    return clickOnHome('home.quiet-night')(scene);
  },
  'reps.page': ({ press }) => press('reps.page', '0'),
  'reps.show': async ({ lejek, person, press }) =>
    press('reps.show', (await lejek.tenant.members.bySlackUser(person.id))?.id ?? ''),
  'step.done': ({ press, dealToken }) => press('step.done', dealToken),
  'step.next-week': ({ press, dealToken }) => press('step.next-week', dealToken),
  'step.plan': ({ press, dealToken }) => press('step.plan', dealToken),
  'step.tomorrow': ({ press, dealToken }) => press('step.tomorrow', dealToken),
  'tidy.open': ({ lejek, press }) => press('tidy.open', `${lejek.now()} sales`),
  'tidy.keep': ({ lejek, press, dealToken }) => press('tidy.keep', `${dealToken} ${lejek.now()} own`),
  'tidy.date': ({ lejek, press, dealToken }) => press('tidy.date', `${dealToken} ${lejek.now()} own`),
  'tidy.drop': ({ lejek, press, dealToken }) => press('tidy.drop', `${dealToken} ${lejek.now()} own`),
};

async function saveDealEstimate({ press, dealToken, waitForForm, submit }: DriverContext): Promise<unknown> {
  await press('deal.estimate', dealToken);
  await waitForForm('deal.save-estimate');
  return submit({ win: '80', until: '2026-12-12', reason: 'they said yes' });
}

async function saveStageEstimate({ press, waitForForm, submit }: DriverContext): Promise<unknown> {
  await press('stage.estimate', 'offer');
  await waitForForm('stage.save-estimate');
  return submit({ win: '60', until: '2026-12-12', reason: 'new prices' });
}

/** Each form, opened, filled and submitted. */
export const FORM_DRIVERS: Readonly<Record<string, Driver>> = {
  'deal.create': async ({ press, waitForForm, submit }) => {
    await press('deal.new', 'Kowent 12k');
    await waitForForm('deal.create');
    return submit();
  },
  'deal.enter': async ({ person, press, dealToken, waitForForm, submit }) => {
    await press('deal.advance', dealToken);
    await waitForForm('deal.enter');
    await pressMoveAnyway(person);
    return submit();
  },
  'deal.pick': async (scene) => {
    const { lejek, person, waitForForm, submit } = scene;
    await person.command(lejek.sales, '/deal advance');
    await waitForForm('deal.pick');
    await chooseDeal(scene, 'deal.picked');
    return submit();
  },
  'deal.lose': async ({ press, dealToken, waitForForm, submit }) => {
    await press('deal.lost', dealToken);
    await waitForForm('deal.lose');
    return submit({ reason: 'budget' });
  },
  'deal.save-estimate': saveDealEstimate,
  'stage.save-estimate': saveStageEstimate,
  'funnel.save-setup': async ({ press, waitForForm, submit }) => {
    await press('funnel.setup', 'setup');
    await waitForForm('funnel.save-setup');
    return submit();
  },
  'start.save': async ({ lejek, press, waitForForm, submit }) => {
    const { subscriptions } = lejek.tenant;
    const before = await subscriptions.all();
    for (const { id } of before) await subscriptions.end(id, lejek.now());
    await press('start.open', 'start');
    await waitForForm('start.save');
    // Somebody else has set Lejek up meanwhile.
    for (const subscription of before) await subscriptions.save(subscription);
    return submit();
  },
  ...IMPORT_FORM_DRIVERS,
  ...PIPELINE_FORM_DRIVERS,
  'deal.save-several': async ({ press, waitForForm, submit, dealToken }) => {
    await press('deal.several', 'mine');
    const view = await waitForForm('deal.save-several');
    const number = dealNumber(dealToken);
    const box = /"value":"(\d+@\d+)"/g;
    const boxes = [...JSON.stringify(view.blocks).matchAll(box)].map(([, value = '']) => value);
    // A hundred are shown: where it is none of them, the first one does.
    const index = Math.max(
      0,
      boxes.findIndex((value) => dealNumber(value) === number),
    );
    return submit({ [`deals${Math.floor(index / 10)}`]: [boxes[index] ?? ''], step: 'call Maria again' });
  },
  'alerts.save': async ({ lejek, press, waitForForm, submit }) => {
    const subscription = (await lejek.tenant.subscriptions.all())[0];
    await press('alerts.open', subscription?.id ?? '');
    await waitForForm('alerts.save');
    const done = await submit({ 'deal-news.rule': 'hours' });
    await lejek.tenant.subscriptions.setAlerts(subscription?.id ?? '', {});
    return done;
  },
  'people.save': async ({ lejek, press, person, waitForForm, submit }) => {
    const { members } = lejek.tenant;
    const other = person.id === lejek.piotr.id ? lejek.anna : lejek.piotr;
    await press('people.open', (await members.bySlackUser(other.id))?.id ?? '');
    await waitForForm('people.save');
    const done = await submit({ away: '2026-12-24' });
    await members.setAway((await members.bySlackUser(other.id))?.id ?? '', null);
    return done;
  },
  'people.save-hand-over': async ({ lejek, press, person, waitForForm, submit }) => {
    await press('people.hand-over', (await lejek.tenant.members.bySlackUser(person.id))?.id ?? '');
    await waitForForm('people.save-hand-over');
    return submit({ 'stage.sales/needs': person.id });
  },
  ...PIPELINES_FORM_DRIVERS,
  ...TEAMS_FORM_DRIVERS,
  'token.make': async ({ press, waitForForm, submit }) => {
    await press('token.open', 'new');
    await waitForForm('token.make');
    return submit({ 'token-name': 'assistant' });
  },
  ...WEBHOOK_FORM_DRIVERS,
  'retention.save': (scene) => chooseRetention(scene, '60'),
  'retention.sure': async (scene) => {
    await chooseRetention(scene, '36');
    await scene.waitForForm('retention.sure');
    return scene.submit();
  },
  'rates.save': async ({ press, waitForForm, submit }) => {
    await press('rates.open', 'set');
    await waitForForm('rates.save');
    return submit({ rates: 'CHF 4.5' });
  },
  'funnel.save-target': async ({ press, waitForForm, submit }) => {
    await press('funnel.target', 'set');
    await waitForForm('funnel.save-target');
    return submit({ value: '240k' });
  },
  'deal.save-move': async ({ press, dealToken, waitForForm, submit }) => {
    await press('deal.move', dealToken);
    await waitForForm('deal.save-move');
    return submit({ 'move.stage': 'lead', reason: 'wrong person' });
  },
  'deal.move-enter': async ({ lejek, person, anotherDeal, waitForForm, submit }) => {
    await person.command(lejek.sales, `/deal move ${dealNumber(await anotherDeal())} to needs because they called`);
    await waitForForm('deal.move-enter');
    await pressMoveAnyway(person);
    return submit();
  },
  'deal.add-note': async ({ press, dealToken, waitForForm, submit }) => {
    await press('deal.note', dealToken);
    await waitForForm('deal.add-note');
    return submit({ note: 'they called' });
  },
  'deal.note-message': async (scene) => {
    const { lejek, person, waitForForm, submit } = scene;
    const { ts } = await person.writeMessage(lejek.sales, 'they called');
    await person.messageShortcut('deal.add-message', lejek.sales, ts);
    await waitForForm('deal.note-message');
    await chooseDeal(scene, 'deal.noted');
    return submit();
  },
  'deal.save-edit': async ({ press, dealToken, waitForForm, submit }) => {
    await press('deal.edit', dealToken);
    await waitForForm('deal.save-edit');
    return submit({ company: 'Bielik' });
  },
  'step.save': async ({ press, dealToken, waitForForm, submit }) => {
    await press('step.plan', dealToken);
    await waitForForm('step.save');
    return submit({ step: 'call Maria' });
  },
  'tidy.save-date': async ({ lejek, press, dealToken, waitForForm, submit }) => {
    await press('tidy.date', `${dealToken} ${lejek.now()} own`);
    await waitForForm('tidy.save-date');
    return submit({ closeOn: '2026-12-20' });
  },
  'deal.save-missing': async ({ press, dealToken, waitForForm, submit }) => {
    await press('deal.fill-in', dealToken);
    await waitForForm('deal.save-missing');
    return submit();
  },
};

/** Each shortcut. */
export const SHORTCUT_DRIVERS: Readonly<Record<string, Driver>> = {
  'deal.from-anywhere': ({ person }) => person.globalShortcut('deal.from-anywhere'),
  'deal.from-message': async ({ lejek, person }) =>
    person.messageShortcut('deal.from-message', lejek.sales, (await person.writeMessage(lejek.sales, 'Kowent 12k')).ts),
  'deal.add-message': async ({ lejek, person }) =>
    person.messageShortcut('deal.add-message', lejek.sales, (await person.writeMessage(lejek.sales, 'they called')).ts),
};

/** Each select that looks up what is typed: what it offers. */
export const SELECT_DRIVERS: Readonly<Record<string, (scene: DriverContext) => Promise<readonly { readonly text: string }[]>>> = {
  ...TEAMS_SELECT_DRIVERS,
  'deal.picked': async ({ lejek, person, waitForForm }) => {
    await person.command(lejek.sales, '/deal advance');
    return person.suggest(await waitForForm('deal.pick'), 'deal.picked', 'firm');
  },
  'deal.noted': async ({ lejek, person, waitForForm }) => {
    await person.messageShortcut('deal.add-message', lejek.sales, (await person.writeMessage(lejek.sales, 'they called')).ts);
    return person.suggest(await waitForForm('deal.note-message'), 'deal.noted', 'firm');
  },
  'setup.zone': async ({ press, person, waitForForm }) => {
    await press('funnel.setup', 'setup');
    return person.suggest(await waitForForm('funnel.save-setup'), 'setup.zone', 'warsaw');
  },
};
