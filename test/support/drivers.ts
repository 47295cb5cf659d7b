import type { Person } from '../../simulator/person/person.ts';
import type { View } from '../../simulator/state/entities.ts';
import type { Bot } from './bot.ts';
import { moveDate, press as pressIn, worth } from './team.ts';

/** What a driver works with: a person who may do everything, and deals of theirs that have something to do for every word and button. */
export type Scene = {
  readonly lejek: Bot;
  readonly person: Person;
  /** Number of an open deal in Needs: incomplete, with a next step of today, a reminder and a close date that was moved. */
  readonly deal: number;
  /** The same deal as a button carries it. */
  readonly seen: string;
  /** Types a line in #sales: `type('/deal', rest)` puts the word that is driven between the two. */
  readonly word: (rest?: string) => Promise<unknown>;
  /** Presses a button of a message that everybody in #sales sees. */
  readonly press: (id: string, value: string) => Promise<unknown>;
  /** Waits for a form. */
  readonly form: (callbackId: string) => Promise<View>;
  /** Fills the open form, and submits it. */
  readonly submit: (fields?: Readonly<Record<string, string | readonly string[]>>) => Promise<unknown>;
  /** Another open deal; a deal that was lost: as buttons carry them. */
  readonly another: () => Promise<string>;
  readonly closed: () => Promise<string>;
  /** The person's Home. */
  readonly home: () => Promise<View>;
};

export type Driver = (scene: Scene) => Promise<unknown>;

let made = 0;

/** A scene with fresh deals. @param line what a driven word is typed as, e.g. '/deal dalej'. */
export async function sceneOf(lejek: Bot, person: Person, line = ''): Promise<Scene> {
  const { tenant, sales } = lejek;
  const seenOf = async (number: number) => `${number}@${(await tenant.deals.file(number))?.deal.version}`;
  const fresh = async (stageId: string) => {
    made += 1;
    const today = new Date(lejek.now()).toISOString().slice(0, 10);
    const details = { ...worth(1000 + made), stageId, nextStep: 'call', nextStepOn: today, closeOn: '2026-11-20' };
    return lejek.deal(person, `Firm ${String.fromCharCode(97 + (made % 26))}${made}`, details);
  };
  const deal = await fresh('needs');
  await moveDate(lejek, person, deal, '2026-12-18');
  const open = (): View => {
    const view = person.view();
    if (view === undefined) throw new Error('no form is open');
    return view;
  };
  return {
    lejek,
    person,
    deal,
    seen: await seenOf(deal),
    word: (rest = '') => person.command(sales, `${line} ${rest}`.trim()),
    press: (id, value) => pressIn(lejek, person, id, value),
    form: (callbackId) => person.waitForView((view) => view.callback_id === callbackId, 20_000),
    submit: async (fields = {}) => {
      for (const [name, value] of Object.entries(fields)) person.type(name, value);
      const { closed, errors } = await person.submit();
      if (errors !== undefined) throw new Error(`${open().callback_id}: ${JSON.stringify(errors)}`);
      return closed;
    },
    another: async () => seenOf(await fresh('lead')),
    closed: async () => {
      const number = await fresh('needs');
      await person.command(sales, `/deal lost ${number} no budget`);
      return seenOf(number);
    },
    home: async () => {
      await person.openHome();
      return person.waitForHome(() => true, 20_000);
    },
  };
}

const behind = async ({ lejek }: Scene): Promise<string> =>
  JSON.stringify({
    pipelineId: (await lejek.tenant.pipeline())?.id,
    at: lejek.now(),
    timeZone: 'Europe/Warsaw',
    offset: 0,
  });
const numberOf = (seen: string): string => seen.split('@')[0] ?? '';
const onHome =
  (id: string, options: { readonly value?: string; readonly date?: string } = {}): Driver =>
  async ({ person, home }) =>
    person.click(await home(), id, options);
const chooseDeal = async ({ person, deal }: Scene, field: string): Promise<void> => {
  const view = person.view();
  if (view === undefined) throw new Error('no form is open');
  const [option] = await person.suggest(view, field, `D-${deal}`);
  person.type(field, option?.value ?? '');
};
/** Presses a button of a post in #sales. */
const inPost =
  (id: string): Driver =>
  async ({ lejek, person }) => {
    for (const message of lejek.messages(lejek.sales).toReversed()) {
      const [, found] = new RegExp(`"action_id":"(${id}(?::[^"]*)?)"`).exec(JSON.stringify(message.blocks)) ?? [];
      if (found !== undefined) return person.click(message, found);
    }
    throw new Error(`no post in #sales has the button ${id}`);
  };

/** What follows each word of `/deal`; `mine` is no word, `other` a word that is none of ours. */
export const DEAL: Readonly<Record<string, Driver>> = {
  mine: ({ word }) => word(),
  other: ({ word, deal }) => word(`D-${deal}`),
  new: ({ word }) => word('Acme 12k'),
  advance: ({ word, deal }) => word(`${deal}`),
  move: ({ word, deal }) => word(`${deal} to lead because wrong`),
  won: ({ word, deal }) => word(`${deal}`),
  lost: ({ word, deal }) => word(`${deal} no budget`),
  reopen: async ({ word, closed }) => word(numberOf(await closed())),
  show: ({ word, deal }) => word(`${deal}`),
  history: ({ word, deal }) => word(`${deal}`),
  list: ({ word }) => word('mine'),
  find: ({ word }) => word('firm'),
  edit: ({ word, deal }) => word(`${deal}`),
  assign: ({ word, deal }) => word(`${deal} @ewa`),
  note: ({ word, deal }) => word(`${deal} called`),
  step: ({ word, deal }) => word(`${deal} call tomorrow`),
  merge: async ({ word, deal, another }) => word(`${numberOf(await another())} into ${deal}`),
  delete: ({ word, deal }) => word(`${deal}`),
  undo: ({ word, deal }) => word(`${deal}`),
  help: ({ word }) => word(),
};

/** What follows each word of `/funnel`. */
export const FUNNEL: Readonly<Record<string, Driver>> = {
  now: ({ word }) => word(),
  other: ({ word }) => word('xyzzy'),
  setup: ({ word }) => word(),
  target: ({ word }) => word('240k'),
  forecast: ({ word }) => word(),
  gaps: ({ word }) => word(),
  reps: ({ word }) => word(),
  why: ({ word, deal }) => word(`${deal}`),
  digest: ({ word }) => word(),
  health: ({ word }) => word(),
  help: ({ word }) => word(),
};

/** Each button, by its id. */
export const BUTTONS: Readonly<Record<string, Driver>> = {
  'alert.take': inPost('alert.take'),
  'alert.take-new': async ({ lejek, press }) => {
    const { id, stageId } = (await lejek.tenant.alerts.open('sales'))[0] ?? {};
    return press('alert.take-new', `${id} 3>${stageId}`);
  },
  'behind.open': async (scene) => scene.press('behind.open', await behind(scene)),
  'behind.which': async (scene) => {
    await scene.press('behind.open', await behind(scene));
    return scene.person.click(await scene.form('behind.frame'), 'behind.which', { select: 'stage:needs' });
  },
  'behind.page': async (scene) => {
    for (let index = 0; index < 12; index += 1) await scene.another();
    await scene.press('behind.open', await behind(scene));
    // It opens with the first stage, which has more deals than a page.
    return scene.person.click(await scene.form('behind.frame'), 'behind.page:later');
  },
  'deal.advance': ({ press, seen }) => press('deal.advance', seen),
  'deal.delete': ({ press, seen }) => press('deal.delete', seen),
  'deal.delete-sure': ({ press, seen }) => press('deal.delete-sure', seen),
  'deal.edit': ({ press, seen }) => press('deal.edit', seen),
  'deal.estimate': ({ press, seen }) => press('deal.estimate', seen),
  'deal.estimate-end': async (scene) => {
    await estimated(scene);
    return scene.press('deal.estimate-end', scene.seen);
  },
  'deal.fill-in': ({ press, seen }) => press('deal.fill-in', seen),
  'deal.history': ({ press, seen }) => press('deal.history', `${seen} 0`),
  'deal.find': ({ press }) => press('deal.find', '10 firm'),
  'deal.list': ({ press }) => press('deal.list', '0 mine'),
  'deal.lost': ({ press, seen }) => press('deal.lost', seen),
  'deal.merge-sure': async ({ press, seen, another }) => press('deal.merge-sure', `${await another()}>${seen}`),
  'deal.mine': ({ press }) => press('deal.mine', 'mine'),
  'deal.move': ({ press, seen }) => press('deal.move', seen),
  'deal.new': ({ press }) => press('deal.new', 'Acme 12k'),
  'deal.note': ({ press, seen }) => press('deal.note', seen),
  'deal.remind-later': ({ press, seen }) => press('deal.remind-later', seen),
  'deal.reopen': async ({ press, closed }) => press('deal.reopen', await closed()),
  'deal.show': ({ press, seen }) => press('deal.show', seen),
  'deal.slip': ({ press, seen }) => press('deal.slip:guess', seen),
  'deal.tick': async ({ lejek, press, seen }) => {
    const stages = (await lejek.tenant.pipeline())?.stages ?? [];
    return press(`deal.tick:${stages.find(({ id }) => id === 'needs')?.actions[0]?.id}`, `${seen} shown`);
  },
  'deal.undo': ({ press, seen }) => press('deal.undo', seen),
  'deal.won': ({ press, seen }) => press('deal.won', seen),
  'deal.working': ({ press, seen }) => press('deal.working', seen),
  'digest.post': async ({ lejek, press }) =>
    press('digest.post:0', `${(await lejek.tenant.subscriptions.all())[0]?.id} ${lejek.now()}`),
  'funnel.forecast': ({ press }) => press('funnel.forecast', 'quarter'),
  'funnel.forecast-chart': ({ press }) => press('funnel.forecast-chart', 'month'),
  'funnel.calibration': ({ press }) => press('funnel.calibration', 'calibration'),
  'funnel.now': ({ press }) => press('funnel.now', 'now'),
  'funnel.setup': ({ press }) => press('funnel.setup', 'setup'),
  'funnel.target': ({ press }) => press('funnel.target', 'set'),
  'funnel.week': ({ press }) => press('funnel.week', 'week'),
  'stage.why': ({ press }) => press('stage.why:0', 'offer'),
  'stage.estimate': ({ press }) => press('stage.estimate', 'offer'),
  'stage.estimate-end': async (scene) => {
    await stageEstimated(scene);
    return scene.press('stage.estimate-end', 'offer');
  },
  'funnel.why': ({ press, seen }) => press('funnel.why', seen),
  'gap.all': ({ press }) => press('gap.all', 'now'),
  'gap.why': ({ press }) => press('gap.why', 'offer'),
  'gap.others': ({ press }) => press('gap.others', '0>offer'),
  'help.deal': ({ press }) => press('help.deal', 'deal'),
  'home.language': ({ lejek, person, home }) =>
    home().then((view) => person.click(view, 'home.language', { value: person.id === lejek.anna.id ? 'pl' : 'en' })),
  'home.quiet-from': onHome('home.quiet-from', { date: '18:00' }),
  'home.quiet-to': onHome('home.quiet-to', { date: '08:30' }),
  'home.quiet-night': async (scene) => {
    const { members } = scene.lejek.tenant;
    const member = await members.bySlackUser(scene.person.id);
    await members.setQuiet(member?.id ?? '', { from: '18:00', to: '08:30' });
    return onHome('home.quiet-night')(scene);
  },
  'reps.page': ({ press }) => press('reps.page', '0'),
  'reps.show': async ({ lejek, person, press }) =>
    press('reps.show', (await lejek.tenant.members.bySlackUser(person.id))?.id ?? ''),
  'step.done': ({ press, seen }) => press('step.done', seen),
  'step.next-week': ({ press, seen }) => press('step.next-week', seen),
  'step.plan': ({ press, seen }) => press('step.plan', seen),
  'step.tomorrow': ({ press, seen }) => press('step.tomorrow', seen),
  'tidy.open': ({ lejek, press }) => press('tidy.open', `${lejek.now()} sales`),
  'tidy.keep': ({ lejek, press, seen }) => press('tidy.keep', `${seen} ${lejek.now()} own`),
  'tidy.date': ({ lejek, press, seen }) => press('tidy.date', `${seen} ${lejek.now()} own`),
  'tidy.drop': ({ lejek, press, seen }) => press('tidy.drop', `${seen} ${lejek.now()} own`),
};

async function estimated({ press, seen, form, submit }: Scene): Promise<unknown> {
  await press('deal.estimate', seen);
  await form('deal.save-estimate');
  return submit({ win: '80', until: '2026-12-12', reason: 'they said yes' });
}

async function stageEstimated({ press, form, submit }: Scene): Promise<unknown> {
  await press('stage.estimate', 'offer');
  await form('stage.save-estimate');
  return submit({ win: '60', until: '2026-12-12', reason: 'new prices' });
}

/** Each form, opened, filled and submitted. */
export const FORMS: Readonly<Record<string, Driver>> = {
  'deal.create': async ({ press, form, submit }) => {
    await press('deal.new', 'Kowent 12k');
    await form('deal.create');
    return submit();
  },
  'deal.enter': async ({ press, seen, form, submit }) => {
    await press('deal.advance', seen);
    await form('deal.enter');
    return submit({ anyway: ['yes'] });
  },
  'deal.pick': async (scene) => {
    const { lejek, person, form, submit } = scene;
    await person.command(lejek.sales, '/deal advance');
    await form('deal.pick');
    await chooseDeal(scene, 'deal.picked');
    return submit();
  },
  'deal.lose': async ({ press, seen, form, submit }) => {
    await press('deal.lost', seen);
    await form('deal.lose');
    return submit({ reason: 'budget' });
  },
  'deal.save-estimate': estimated,
  'stage.save-estimate': stageEstimated,
  'funnel.save-setup': async ({ press, form, submit }) => {
    await press('funnel.setup', 'setup');
    await form('funnel.save-setup');
    return submit();
  },
  'funnel.save-target': async ({ press, form, submit }) => {
    await press('funnel.target', 'set');
    await form('funnel.save-target');
    return submit({ value: '240k' });
  },
  'deal.save-move': async ({ press, seen, form, submit }) => {
    await press('deal.move', seen);
    await form('deal.save-move');
    return submit({ stage: 'lead', reason: 'wrong person' });
  },
  'deal.move-enter': async ({ lejek, person, another, form, submit }) => {
    await person.command(lejek.sales, `/deal move ${numberOf(await another())} to needs because they called`);
    await form('deal.move-enter');
    return submit({ anyway: ['yes'] });
  },
  'deal.add-note': async ({ press, seen, form, submit }) => {
    await press('deal.note', seen);
    await form('deal.add-note');
    return submit({ note: 'they called' });
  },
  'deal.note-message': async (scene) => {
    const { lejek, person, form, submit } = scene;
    const { ts } = await person.say(lejek.sales, 'they called');
    await person.messageShortcut('deal.add-message', lejek.sales, ts);
    await form('deal.note-message');
    await chooseDeal(scene, 'deal.noted');
    return submit();
  },
  'deal.save-edit': async ({ press, seen, form, submit }) => {
    await press('deal.edit', seen);
    await form('deal.save-edit');
    return submit({ company: 'Bielik' });
  },
  'step.save': async ({ press, seen, form, submit }) => {
    await press('step.plan', seen);
    await form('step.save');
    return submit({ step: 'call Maria' });
  },
  'tidy.save-date': async ({ lejek, press, seen, form, submit }) => {
    await press('tidy.date', `${seen} ${lejek.now()} own`);
    await form('tidy.save-date');
    return submit({ closeOn: '2026-12-20' });
  },
  'deal.save-missing': async ({ press, seen, form, submit }) => {
    await press('deal.fill-in', seen);
    await form('deal.save-missing');
    return submit();
  },
};

/** Each shortcut. */
export const USED: Readonly<Record<string, Driver>> = {
  'deal.from-anywhere': ({ person }) => person.globalShortcut('deal.from-anywhere'),
  'deal.from-message': async ({ lejek, person }) =>
    person.messageShortcut('deal.from-message', lejek.sales, (await person.say(lejek.sales, 'Kowent 12k')).ts),
  'deal.add-message': async ({ lejek, person }) =>
    person.messageShortcut('deal.add-message', lejek.sales, (await person.say(lejek.sales, 'they called')).ts),
};

/** Each select that looks up what is typed: what it offers. */
export const SELECTS: Readonly<Record<string, (scene: Scene) => Promise<readonly { readonly text: string }[]>>> = {
  'deal.picked': async ({ lejek, person, form }) => {
    await person.command(lejek.sales, '/deal advance');
    return person.suggest(await form('deal.pick'), 'deal.picked', 'firm');
  },
  'deal.noted': async ({ lejek, person, form }) => {
    await person.messageShortcut('deal.add-message', lejek.sales, (await person.say(lejek.sales, 'they called')).ts);
    return person.suggest(await form('deal.note-message'), 'deal.noted', 'firm');
  },
  'setup.zone': async ({ press, person, form }) => {
    await press('funnel.setup', 'setup');
    return person.suggest(await form('funnel.save-setup'), 'setup.zone', 'warsaw');
  },
};
