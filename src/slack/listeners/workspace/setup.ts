import { DEFAULT_LANGUAGE, isLanguage } from '../../../core/people/language.ts';
import type { Member } from '../../../core/people/member.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { teamsInTreeOrder } from '../../../core/people/teams.ts';
import { isTimeZone } from '../../../core/time/calendar.ts';
import { searchTimeZones } from '../../../input/time-zone.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { Subscription } from '../../../store/types/channels.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { isAnyDealMade } from '../../steps/adopt-first-currency.ts';
import { claimOrCheckAdmin, maySetUp, proposedCurrency, replyAdminsOnly } from '../../steps/first-admin.ts';
import { type SetupChoice, saveSetup } from '../../steps/settings/save-setup.ts';
import { DEFAULT_CARDS_FROM_STAGE } from '../../steps/settings/save-start.ts';
import { loadSettingsState } from '../../steps/settings/settings-state.ts';
import { OPEN_SETUP } from '../../views/kit/action-ids.ts';
import {
  EVERYBODY,
  EXTERNAL_ALLOWED,
  NO_CARDS,
  SETUP_FIELDS,
  SETUP_FORM,
  type SetupFormData,
  setupForm,
  setupFormData,
  zoneOption,
} from '../../views/workspace/settings/setup-form.ts';
import { settingsIndex } from '../../views/workspace/settings-index.ts';

/** The subscription that the form is about: this channel's; outside of channels the first one. */
function currentSubscription(context: RequestContext, all: readonly Subscription[]): Subscription | undefined {
  const subscriptions = all.filter(({ pipelineId }) => pipelineId === context.pipeline.id);
  const here = subscriptions.find(({ channelId }) => channelId === context.channelId);
  const inChannel = context.channelId !== null && /^[CG]/.test(context.channelId);
  return here ?? (inChannel ? undefined : subscriptions[0]);
}

/** @param shared name of the chosen channel, where another company reads along: whether posts may go there is asked. */
async function openSetupForm(context: RequestContext, shared?: string): Promise<Reply> {
  if (!(await maySetUp(context))) return replyAdminsOnly(context);
  const [subscriptions, members, isDealMade] = await Promise.all([
    context.tenant.subscriptions.all(),
    context.tenant.members.all(),
    isAnyDealMade(context),
  ]);
  const known = currentSubscription(context, subscriptions);
  const ids = (people: readonly Member[]) => people.flatMap(({ slackUserId }) => slackUserId ?? []);
  const view = setupForm(context.m, {
    channelId: known?.channelId,
    weekday: known?.weekday ?? 1,
    timeOfDay: known?.timeOfDay ?? '09:00',
    timeZone: known?.timeZone ?? context.member.timeZone ?? context.timeZone,
    language: known?.language ?? context.language,
    managers: ids(members.filter(({ role, active }) => role === 'manager' && active)),
    // Who sets Lejek up first becomes admin by it.
    admins: ids(members.filter(({ id, role, active }) => active && (role === 'admin' || id === context.member.id))),
    guests: ids(members.filter(({ account, active }) => active && account === 'guest')),
    currency: proposedCurrency(context, { isNew: subscriptions.length === 0 && !isDealMade }),
    cardsFrom: known === undefined ? DEFAULT_CARDS_FROM_STAGE : known.cardsFrom,
    stages: context.pipeline.stages,
    ...(context.pipelines.inUse.length === 1 ? {} : { pipelines: { all: context.pipelines.inUse, chosen: context.pipeline.id } }),
    ...(context.managedTeams === null
      ? {}
      : { teams: { all: teamsInTreeOrder((await context.tenant.teams.all()).teams), chosen: known?.teamId ?? null } }),
    fiscalStartMonth: context.workspace.fiscalStartMonth,
    currencyOpen: !isDealMade,
    subscriptionId: known?.id ?? '',
    external: shared ?? (known?.allowExternal === true ? known.channelName : undefined),
    allowExternal: known?.allowExternal ?? false,
  });
  return { kind: shared === undefined ? 'open' : 'update', view };
}

/** Once it is set up: every setting in one place. Before, and for who may set nothing: the form, or who may. */
async function openSettings(context: RequestContext): Promise<Reply> {
  const isSetUp = (await context.tenant.subscriptions.all()).length > 0;
  if (!isSetUp || !isAllowed(context.member.role, 'settings.change')) return openSetupForm(context);
  return { kind: 'say', message: settingsIndex(context.m, await loadSettingsState(context)) };
}

type SetupFormResult =
  | SetupChoice
  | { readonly errors: Readonly<Record<string, SafeText>> }
  /** The channel's name: it is shared with another company, and whether posts may go there was not asked yet. */
  | { readonly shared: string };

/** The people behind Slack ids; undefined where one of them is no person here. */
async function resolvePeople(context: RequestContext, ids: readonly string[]): Promise<readonly Member[] | undefined> {
  const found = await Promise.all(
    ids.map(async (id) => {
      const member = await context.resolveMember(id);
      // Who only reads may be given another role.
      return member === 'reader' ? ((await context.tenant.members.bySlackUser(id)) ?? member) : member;
    }),
  );
  const people = found.filter((each) => typeof each !== 'string');
  return people.length < found.length ? undefined : people;
}

/** The guests behind Slack ids; undefined where one of them is none. */
async function resolveGuests(context: RequestContext, ids: readonly string[]): Promise<readonly Member[] | undefined> {
  const guests = (await Promise.all(ids.map((id) => context.resolveGuest(id)))).filter((each) => each !== undefined);
  return guests.length < ids.length ? undefined : guests;
}

/** Reads the form, or says under which field what is wrong. */
async function readSetupForm(
  context: RequestContext,
  form: Form,
  { asksExternal: asked, asksAdmins = false, asksGuests = false }: SetupFormData,
): Promise<SetupFormResult> {
  const e = context.m.setup.errors;
  const errors: Record<string, SafeText> = {};
  const channelId = form.choice(SETUP_FIELDS.channel);
  const channel = channelId === null ? undefined : await context.lookUpChannel(channelId);
  if (channel === undefined) errors[SETUP_FIELDS.channel] = e.unknown;
  else if (!channel.ok) errors[SETUP_FIELDS.channel] = e[channel.why];
  const allowExternal = form.choices(SETUP_FIELDS.external).includes(EXTERNAL_ALLOWED);
  const isClosed = channel?.ok === true && channel.isShared && !allowExternal;
  if (isClosed && asked) errors[SETUP_FIELDS.external] = e.shared;
  const timeOfDay = form.choice(SETUP_FIELDS.time);
  if (timeOfDay === null) errors[SETUP_FIELDS.time] = e.time;
  const timeZone = form.choice(SETUP_FIELDS.zone) ?? '';
  if (!isTimeZone(timeZone)) errors[SETUP_FIELDS.zone] = e.zone;
  const managers = await resolvePeople(context, form.choices(SETUP_FIELDS.managers));
  if (managers === undefined) errors[SETUP_FIELDS.managers] = e.notAPerson;
  const admins = await resolvePeople(context, form.choices(SETUP_FIELDS.admins));
  if (admins === undefined) errors[SETUP_FIELDS.admins] = e.adminNotAPerson;
  else if (admins.some(({ account }) => account === 'guest')) errors[SETUP_FIELDS.admins] = context.m.access.adminIsGuest;
  const guests = await resolveGuests(context, form.choices(SETUP_FIELDS.guests));
  if (guests === undefined) errors[SETUP_FIELDS.guests] = context.m.access.guestsOnly;
  const cards = form.choice(SETUP_FIELDS.cards);
  if (Object.keys(errors).length > 0 || channel?.ok !== true || timeOfDay === null) return { errors };
  if (isClosed) return { shared: channel.name };
  const team = form.choice(SETUP_FIELDS.team);
  const language = form.choice(SETUP_FIELDS.language);
  return {
    channel,
    teamId: team === EVERYBODY ? null : team,
    weekday: Number(form.choice(SETUP_FIELDS.weekday) ?? 1),
    timeOfDay,
    timeZone,
    language: isLanguage(language) ? language : DEFAULT_LANGUAGE,
    managers: managers ?? [],
    // A form of before there was the field says nothing of admins.
    admins: asksAdmins ? (admins ?? []) : null,
    guests: asksGuests ? (guests ?? []) : null,
    currency: form.choice(SETUP_FIELDS.currency),
    cardsFrom: cards === NO_CARDS ? null : Number(cards ?? DEFAULT_CARDS_FROM_STAGE),
    fiscalStartMonth: Number(form.choice(SETUP_FIELDS.fiscal) ?? context.workspace.fiscalStartMonth),
    allowExternal: channel.isShared && allowExternal,
  };
}

async function submitForm(asked: RequestContext, form: Form, seen: SetupFormData): Promise<Reply> {
  const chosen = asked.pipelines.inUse.find(({ id }) => id === form.choice(SETUP_FIELDS.pipeline)) ?? asked.pipeline;
  const context = { ...asked, pipeline: chosen };
  // The channel that the form was about goes on with its own pipeline, where another one was chosen.
  const data = chosen.id === asked.pipeline.id ? seen : { ...seen, subscriptionId: '' };
  const choice = await readSetupForm(context, form, data);
  if ('errors' in choice) return { kind: 'errors', errors: choice.errors };
  if ('shared' in choice) return openSetupForm(context, choice.shared);
  // As it was before anything changes: what an undo goes back to.
  const membersBefore = await context.tenant.members.all();
  const { ok, claimed } = await claimOrCheckAdmin(context);
  if (!ok) return replyAdminsOnly(context);
  return {
    kind: 'say',
    message: await saveSetup(context, choice, { replacedSubscriptionId: data.subscriptionId, claimed, membersBefore }),
  };
}

/** Where and when Lejek writes: the first to set it up becomes admin. */
export const setupFlow = {
  funnelCommands: {
    setup: { takesDeal: null, opensForm: true, allowedInExternalChannel: true, run: openSettings },
  },
  buttons: { [OPEN_SETUP]: { opensForm: true, allowedInExternalChannel: true, run: (context) => openSetupForm(context) } },
  forms: { [SETUP_FORM]: submitHandler(setupFormData, submitForm) },
  options: { [SETUP_FIELDS.zone]: async (_, typed) => searchTimeZones(typed).map(zoneOption) },
} satisfies Flow;
