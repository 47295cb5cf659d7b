import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { ChannelId, PipelineId, TeamId } from '../../../../core/ids.ts';
import { LANGUAGE_CODES, type Language } from '../../../../core/people/language.ts';
import type { Team } from '../../../../core/people/teams.ts';
import type { Stage } from '../../../../core/pipeline/stage.ts';
import { firstOfMonth } from '../../../../core/time/calendar.ts';
import { LANGUAGE_NAMES } from '../../../../locale/languages.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { contextLine, field, modal, option, plainText } from '../../kit/blocks.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import type { NamedPipeline } from '../../kit/pipeline-mark.ts';
import { literal, richText } from '../../kit/text.ts';

/** Callback id of the form; names of its fields. */
export const SETUP_FORM = 'funnel.save-setup';
export const SETUP_FIELDS = {
  channel: 'channel',
  pipeline: 'pipeline',
  team: 'team',
  weekday: 'weekday',
  time: 'time',
  zone: 'setup.zone',
  language: 'language',
  managers: 'managers',
  admins: 'admins',
  guests: 'guests',
  currency: 'currency',
  cards: 'cards',
  fiscal: 'fiscal',
  external: 'external',
} as const;
/** The box that allows posts where another company reads along. */
export const EXTERNAL_ALLOWED = 'allowed';

const ASKED_EXTERNAL = '|external';

/** What the form holds: its subscription, '' for none, and whether it asks about a shared channel, about admins and about guests. Before, the id and the mark. */
export const setupFormData = defineFormData(
  z.object({
    subscriptionId: z.string(),
    asksExternal: z.boolean(),
    asksAdmins: z.boolean().optional(),
    asksGuests: z.boolean().optional(),
  }),
  (text) => ({
    subscriptionId: text.replace(ASKED_EXTERNAL, ''),
    asksExternal: text.endsWith(ASKED_EXTERNAL),
  }),
);
export type SetupFormData = DataOf<typeof setupFormData>;

/** The choice of no deal cards. */
export const NO_CARDS = 'none';

/** Currencies offered for totals. */
export const CURRENCIES = ['PLN', 'EUR', 'USD', 'GBP', 'CHF', 'CZK', 'SEK', 'NOK', 'DKK', 'UAH', 'HUF', 'RON'] as const;

/** What the form is filled with. */
export type SetupValues = {
  /** Slack channel id; undefined: the channel that the person is in. */
  readonly channelId: ChannelId | undefined;
  readonly weekday: number;
  readonly timeOfDay: string;
  readonly timeZone: string;
  readonly language: Language;
  /** Slack user ids. */
  readonly managers: readonly string[];
  readonly admins: readonly string[];
  /** Those who were let in. */
  readonly guests: readonly string[];
  readonly currency: string;
  /** Position of the stage from which on deals have a card; null: none have. */
  readonly cardsFrom: number | null;
  readonly stages: readonly Stage[];
  /** Those in use, where there are several; the one that the form is about. */
  readonly pipelines?: { readonly all: readonly NamedPipeline[]; readonly chosen: PipelineId };
  /** Those in use, where there are any; the one that the channel is about, null: of all. */
  readonly teams?: { readonly all: readonly Team[]; readonly chosen: TeamId | null };
  /** 1..12: the month in which the year of targets begins. */
  readonly fiscalStartMonth: number;
  /** No deal has a value yet, so totals may still change their currency. */
  readonly currencyOpen: boolean;
  /** The subscription that is being changed; '' for a new one. */
  readonly subscriptionId: string;
  /** Name of the chosen channel where it is shared with another company. */
  readonly external: string | undefined;
  readonly allowExternal: boolean;
};

/** A zone as the select shows it: `Europe/Warsaw`. */
export const zoneOption = (zone: string): PlainTextOption => option(literal(zone.replaceAll('_', ' ')), zone);

/** A menu with one of its options chosen. */
export function select(options: readonly PlainTextOption[], chosen: string) {
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'static_select' as const,
    options: [...options],
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** Says that another company reads along, and asks whether posts may go there. */
function externalBlocks(m: Messages, { external, allowExternal }: SetupValues): readonly KnownBlock[] {
  if (external === undefined) return [];
  const box = option(m.setup.external.allow, EXTERNAL_ALLOWED);
  return [
    richText(m.setup.external.explain(literal(`#${external}`))),
    field(SETUP_FIELDS.external, m.setup.external.label, {
      type: 'checkboxes',
      options: [box],
      ...(allowExternal ? { initial_options: [box] } : {}),
      optional: true,
    }),
  ];
}

/** Which pipeline the channel is about, where there are several. */
function pipelineBlocks(m: Messages, { pipelines }: SetupValues): readonly KnownBlock[] {
  if (pipelines === undefined) return [];
  const choices = pipelines.all.map(({ id, name }) => option(literal(name, 60), id));
  return [
    field(SETUP_FIELDS.pipeline, m.pipelines.setupField, { ...select(choices, pipelines.chosen), hint: m.pipelines.setupHint }),
  ];
}

/** The choice of all, in place of a team. */
export const EVERYBODY = 'all';

/** Whose deals the channel is about, where there are teams. */
function teamBlocks(m: Messages, { teams }: SetupValues): readonly KnownBlock[] {
  if (teams === undefined) return [];
  const choices = [option(m.teams.everybody, EVERYBODY), ...teams.all.map(({ id, name }) => option(literal(name, 60), id))];
  return [
    field(SETUP_FIELDS.team, m.teams.setupField, { ...select(choices, teams.chosen ?? EVERYBODY), hint: m.teams.setupHint }),
  ];
}

/** Where and when Lejek writes, and who hears first. */
export function setupForm(m: Messages, values: SetupValues): ModalView {
  const s = m.setup;
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => option(s.weekdayName(weekday), String(weekday)));
  const languages = LANGUAGE_CODES.map((code) => option(LANGUAGE_NAMES[code], code));
  const cards = [
    ...values.stages
      .filter(({ kind }) => kind === 'open')
      .map(({ position, shortName }, index) =>
        option(index === 0 ? m.channelCard.settingAll : m.channelCard.settingFrom(literal(shortName)), String(position)),
      ),
    option(m.channelCard.settingNone, NO_CARDS),
  ];
  const months = Array.from({ length: 12 }, (_, index) => {
    const month = index + 1;
    return option(m.f.month(firstOfMonth(2026, month)), String(month));
  });
  const currencies = [...new Set<string>([values.currency, ...CURRENCIES])].map((code) => option(literal(code), code));
  return modal({
    id: SETUP_FORM,
    title: s.title,
    submit: s.save,
    close: m.common.cancel,
    data: setupFormData.encode({
      subscriptionId: values.subscriptionId,
      asksExternal: values.external !== undefined,
      asksAdmins: true,
      asksGuests: true,
    }),
    blocks: [
      richText(s.intro),
      field(SETUP_FIELDS.channel, s.channel, {
        type: 'conversations_select',
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(values.channelId === undefined
          ? { default_to_current_conversation: true }
          : { initial_conversation: values.channelId }),
        hint: s.channelHint,
      }),
      ...externalBlocks(m, values),
      ...pipelineBlocks(m, values),
      ...teamBlocks(m, values),
      field(SETUP_FIELDS.weekday, s.weekday, select(days, String(values.weekday))),
      field(SETUP_FIELDS.time, s.time, { type: 'timepicker', initial_time: values.timeOfDay }),
      field(SETUP_FIELDS.zone, s.zone, {
        type: 'external_select',
        min_query_length: 0,
        placeholder: plainText(s.zonePlaceholder, 150),
        initial_option: zoneOption(values.timeZone),
      }),
      field(SETUP_FIELDS.language, s.language, select(languages, values.language)),
      field(SETUP_FIELDS.managers, s.managers, {
        type: 'multi_users_select',
        ...(values.managers.length === 0 ? {} : { initial_users: [...values.managers] }),
        optional: true,
        hint: s.managersHint,
      }),
      field(SETUP_FIELDS.admins, s.admins, {
        type: 'multi_users_select',
        ...(values.admins.length === 0 ? {} : { initial_users: [...values.admins] }),
        optional: true,
        hint: s.adminsHint,
      }),
      field(SETUP_FIELDS.guests, m.access.guests, {
        type: 'multi_users_select',
        ...(values.guests.length === 0 ? {} : { initial_users: [...values.guests] }),
        optional: true,
        hint: m.access.guestsHint,
      }),
      field(SETUP_FIELDS.cards, m.channelCard.setting, {
        ...select(cards, String(values.cardsFrom ?? NO_CARDS)),
        hint: m.channelCard.settingHint,
      }),
      field(SETUP_FIELDS.fiscal, s.fiscal, { ...select(months, String(values.fiscalStartMonth)), hint: s.fiscalHint }),
      ...(values.currencyOpen
        ? [field(SETUP_FIELDS.currency, s.currency, { ...select(currencies, values.currency), hint: s.currencyHint })]
        : [contextLine(s.currencyFixed(literal(values.currency)))]),
    ],
  });
}
