import { isTimeZone } from '../../core/calendar.ts';
import type { Member } from '../../core/member.ts';
import { may } from '../../core/rights.ts';
import type { Subscription } from '../../store/types/channels.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { type SetupChoice, saveSetup } from '../setting-up.ts';
import { say } from '../views/blocks.ts';
import { SETUP } from '../views/problem.ts';
import { ALLOWED, NO_CARDS, readSetupData, SETUP_FIELDS, SETUP_FORM, setupForm, zoneOption } from '../views/setup-form.ts';
import { nameOf } from '../views/text.ts';
import { zonesLike } from '../zones.ts';

/** Deals have a card from this stage on, unless somebody chooses otherwise: a lead is a guess yet. */
const CARDS_FROM = 2;

/** Nobody was admin: who sets Lejek up first becomes it. */
async function mayChange(visit: Visit): Promise<{ readonly ok: boolean; readonly claimed: boolean }> {
  // Who is alone may everything, and becomes admin here all the same: soon there may be others.
  const claimed = await visit.tenant.members.claimAdmin(visit.member.id);
  return { ok: claimed || may(visit.member.role, 'settings.change'), claimed };
}

async function refused(visit: Visit): Promise<Answer> {
  const admins = (await visit.tenant.members.all()).filter(({ role, active }) => role === 'admin' && active);
  return { do: 'say', message: say(visit.m.setup.adminsOnly(admins.map(nameOf))) };
}

/** The subscription that the form is about: this channel's; outside of channels the first one. */
function current(visit: Visit, subscriptions: readonly Subscription[]): Subscription | undefined {
  const here = subscriptions.find(({ channelId }) => channelId === visit.channelId);
  const inChannel = visit.channelId !== null && /^[CG]/.test(visit.channelId);
  return here ?? (inChannel ? undefined : subscriptions[0]);
}

/** @param shared name of the chosen channel, where another company reads along: whether posts may go there is asked. */
async function openForm(visit: Visit, shared?: string): Promise<Answer> {
  if (!may(visit.member.role, 'settings.change')) {
    const admins = (await visit.tenant.members.all()).some(({ role, active }) => role === 'admin' && active);
    if (admins) return refused(visit);
  }
  const [subscriptions, members, firstDeal] = await Promise.all([
    visit.tenant.subscriptions.all(),
    visit.tenant.members.all(),
    visit.tenant.deals.file(1),
  ]);
  const known = current(visit, subscriptions);
  const ids = (people: readonly Member[]) => people.flatMap(({ slackUserId }) => slackUserId ?? []);
  const view = setupForm(visit.m, {
    channelId: known?.channelId,
    weekday: known?.weekday ?? 1,
    timeOfDay: known?.timeOfDay ?? '09:00',
    timeZone: known?.timeZone ?? visit.member.timeZone ?? visit.timeZone,
    language: known?.language ?? visit.language,
    managers: ids(members.filter(({ role, active }) => role === 'manager' && active)),
    currency: visit.pipeline.currency,
    cardsFrom: known === undefined ? CARDS_FROM : known.cardsFrom,
    stages: visit.pipeline.stages,
    fiscalStartMonth: visit.workspace.fiscalStartMonth,
    currencyOpen: firstDeal === undefined,
    subscriptionId: known?.id ?? '',
    external: shared ?? (known?.allowExternal === true ? known.channelName : undefined),
    allowExternal: known?.allowExternal ?? false,
  });
  return { do: shared === undefined ? 'open' : 'update', view };
}

type ReadSetup =
  | SetupChoice
  | { readonly errors: Readonly<Record<string, string>> }
  /** The channel's name: it is shared with another company, and whether posts may go there was not asked yet. */
  | { readonly shared: string };

/** Reads the form, or says under which field what is wrong. */
async function read(visit: Visit, form: Form, asked: boolean): Promise<ReadSetup> {
  const e = visit.m.setup.errors;
  const errors: Record<string, string> = {};
  const channelId = form.choice(SETUP_FIELDS.channel);
  const channel = channelId === null ? undefined : await visit.channel(channelId);
  if (channel === undefined) errors[SETUP_FIELDS.channel] = e.unknown;
  else if (!channel.ok) errors[SETUP_FIELDS.channel] = e[channel.why];
  const allowExternal = form.choices(SETUP_FIELDS.external).includes(ALLOWED);
  const isClosed = channel?.ok === true && channel.isShared && !allowExternal;
  if (isClosed && asked) errors[SETUP_FIELDS.external] = e.shared;
  const timeOfDay = form.choice(SETUP_FIELDS.time);
  if (timeOfDay === null) errors[SETUP_FIELDS.time] = e.time;
  const timeZone = form.choice(SETUP_FIELDS.zone) ?? '';
  if (!isTimeZone(timeZone)) errors[SETUP_FIELDS.zone] = e.zone;
  const managers = await Promise.all(form.choices(SETUP_FIELDS.managers).map((id) => visit.person(id)));
  const people = managers.filter((each) => typeof each !== 'string');
  if (people.length < managers.length) errors[SETUP_FIELDS.managers] = e.notAPerson;
  const cards = form.choice(SETUP_FIELDS.cards);
  if (Object.keys(errors).length > 0 || channel?.ok !== true || timeOfDay === null) return { errors };
  if (isClosed) return { shared: channel.name };
  return {
    channel,
    weekday: Number(form.choice(SETUP_FIELDS.weekday) ?? 1),
    timeOfDay,
    timeZone,
    language: form.choice(SETUP_FIELDS.language) === 'pl' ? 'pl' : 'en',
    managers: people,
    currency: form.choice(SETUP_FIELDS.currency),
    cardsFrom: cards === NO_CARDS ? null : Number(cards ?? CARDS_FROM),
    fiscalStartMonth: Number(form.choice(SETUP_FIELDS.fiscal) ?? visit.workspace.fiscalStartMonth),
    allowExternal: channel.isShared && allowExternal,
  };
}

async function submitted(visit: Visit, form: Form, data: string): Promise<Answer> {
  const { subscriptionId, asked } = readSetupData(data);
  const choice = await read(visit, form, asked);
  if ('errors' in choice) return { do: 'errors', errors: choice.errors };
  if ('shared' in choice) return openForm(visit, choice.shared);
  const { ok, claimed } = await mayChange(visit);
  if (!ok) return refused(visit);
  return { do: 'say', message: await saveSetup(visit, choice, { replaces: subscriptionId, claimed }) };
}

/** Where and when Lejek writes: the first to set it up becomes admin. */
export const setupFlow: Flow = {
  funnel: { setup: { opens: true, anywhere: true, run: (visit) => openForm(visit) } },
  buttons: { [SETUP]: { opens: true, anywhere: true, run: (visit) => openForm(visit) } },
  forms: { [SETUP_FORM]: submitted },
  options: { [SETUP_FIELDS.zone]: async (_, typed) => zonesLike(typed).map(zoneOption) },
};
