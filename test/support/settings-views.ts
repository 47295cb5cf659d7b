import { DEFAULT_RETENTION } from '../../src/core/history/retention.ts';
import { openStages } from '../../src/core/pipeline/stage.ts';
import type { Messages } from '../../src/locale/messages.ts';
import { severalForm } from '../../src/slack/views/deal/lists/several-form.ts';
import { textMessage } from '../../src/slack/views/kit/blocks.ts';
import { literal } from '../../src/slack/views/kit/text.ts';
import { handedOverMessage, handOverForm, leaverDealsMessage } from '../../src/slack/views/workspace/hand-over.ts';
import { peopleList, personForm } from '../../src/slack/views/workspace/people.ts';
import { alertList, alertsForm } from '../../src/slack/views/workspace/settings/channel-alerts.ts';
import { rateProblems, ratesForm, ratesList, ratesSaved } from '../../src/slack/views/workspace/settings/rates.ts';
import { retentionForm, retentionSure } from '../../src/slack/views/workspace/settings/retention.ts';
import { tokenForm, tokenList, tokenMade } from '../../src/slack/views/workspace/settings/tokens.ts';
import { auditLog, settingsIndex } from '../../src/slack/views/workspace/settings-index.ts';
import { newAdminMessage } from '../../src/slack/views/workspace/welcome.ts';
import type { ViewData } from './view-data.ts';

const CURRENCIES = [
  'USD',
  'CHF',
  'GBP',
  'CZK',
  'SEK',
  'NOK',
  'DKK',
  'HUF',
  'RON',
  'UAH',
  'JPY',
  'CAD',
  'AUD',
  'NZD',
  'SGD',
  'HKD',
  'BRL',
];
const sizeOf = ({ dataSize }: ViewData, usual: number, extreme: number): number => ({ empty: 0, usual, extreme })[dataSize];
const rates = (data: ViewData) =>
  CURRENCIES.slice(0, sizeOf(data, 2, 17)).flatMap((currency) =>
    (['2025-01-01', '2026-10-01', '2026-11-02'] as const).map((from) => ({
      currency,
      inCurrency: 'EUR',
      from,
      rate: 0.000123456,
    })),
  );
const unusual = (data: ViewData) => rates(data).map((rate) => ({ rate, usual: { ...rate, rate: 4.25 }, factor: 34_000 }));

const ALERTS = { 'stage-alert': { kind: 'hours', from: '09:00', to: '16:30' }, 'deal-news': { kind: 'off' } } as const;
const member = (data: ViewData) => ({ ...data.member, name: data.text });

/** Views of what admins set for everybody, and of changes of many deals. */
export const SETTINGS_VIEWS = {
  ratesList: (m: Messages, data: ViewData) =>
    ratesList(
      m,
      {
        rates: rates(data),
        currency: 'EUR',
        unrated: CURRENCIES.slice(0, sizeOf(data, 1, 17)).flatMap((currency) => [
          { currency, hasRate: true, text: m.rates.missing(m.f.currencySign(currency), 10_000, literal(data.text)) },
          { currency, hasRate: false, text: m.rates.missingClosed(m.f.currencySign(currency), 10_000, '2026-10-01') },
        ]),
        maySet: data.dataSize !== 'empty',
      },
      data.dataSize === 'empty'
        ? undefined
        : { text: ratesSaved(m, rates(data)), buttons: [{ id: 'setting.undo', text: m.common.undo, value: 's1' }] },
    ),
  severalForm: (m: Messages, data: ViewData) =>
    severalForm(
      m,
      {
        deals: Array.from({ length: sizeOf(data, 12, 100) }, () => data.file.deal),
        total: sizeOf(data, 12, 240),
        solo: data.dataSize === 'empty',
      },
      data,
    ),
  handOverForm: (m: Messages, data: ViewData) =>
    handOverForm(m, {
      member: member(data),
      count: 10_000,
      value: data.dataSize === 'empty' ? undefined : literal(data.text),
      stages: openStages(data.pipeline).map(({ id, name }) => ({ key: `sales/${id}`, name, count: 3 })),
    }),
  settingsIndex: (m: Messages, data: ViewData) => {
    const names = Array.from({ length: sizeOf(data, 1, 5) }, () => literal(data.text, 40));
    const { index } = m.audit;
    return settingsIndex(m, {
      channels: index.channels(names),
      pipelines: index.pipelines(names),
      stages: index.stages(literal(data.text, 40), 30),
      people: index.people(sizeOf(data, 3, 1000), names),
      teams: index.teams(sizeOf(data, 3, 60), sizeOf(data, 1, 1000)),
      rates: index.rates(literal('EUR'), sizeOf(data, 3, 1000), names),
      alerts: index.alerts(sizeOf(data, 1, 60), 60),
      targets: index.targets(sizeOf(data, 3, 1000)),
      tokens: index.tokens(sizeOf(data, 3, 1000)),
      leads: index.leads(sizeOf(data, 3, 60)),
      webhooks: index.webhooks(sizeOf(data, 3, 10), sizeOf(data, 1, 10)),
      data: index.data,
      retention: index.retention(m.retention.rule({ lost: 12, notes: null, posts: 36, handledDays: 2 })),
      log: index.log(data.dataSize === 'empty' ? undefined : m.f.date('2026-11-16')),
    });
  },
  retentionForm: (m: Messages, data: ViewData) =>
    retentionForm(m, data.dataSize === 'empty' ? DEFAULT_RETENTION : { ...DEFAULT_RETENTION, lostMonths: 24 }),
  retentionSure: (m: Messages, data: ViewData) =>
    retentionSure(m, DEFAULT_RETENTION, {
      ...{ deals: sizeOf(data, 2, 100_000), notes: sizeOf(data, 1, 100_000), posts: sizeOf(data, 0, 100_000) },
    }),
  tokenList: (m: Messages, data: ViewData) => {
    const tokens = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...{ id: `t${index}`, memberId: 'm1', name: data.text, createdAt: Date.UTC(2026, 10, 2) },
        lastUsedAt: index === 0 ? null : Date.UTC(2026, 10, 15),
      }));
    return tokenList(
      m,
      {
        own: tokens(sizeOf(data, 2, 10)),
        others: tokens(sizeOf(data, 2, 40)).map((token) => ({ token, owner: literal(data.text) })),
        timeZone: 'Europe/Warsaw',
      },
      data.dataSize === 'usual' ? m.tokens.takenBack(literal(data.text, 60)) : undefined,
    );
  },
  tokenForm,
  tokenMade: (m: Messages, data: ViewData) => tokenMade(m, data.text, `lejek_pat_T0123456789_${'a'.repeat(42)}`),
  newAdminMessage: (m: Messages, data: ViewData) =>
    newAdminMessage(m, member(data), data.dataSize === 'extreme' ? [member(data), member(data)] : [member(data)]),
  alertList: (m: Messages, data: ViewData) =>
    alertList(
      m,
      Array.from({ length: sizeOf(data, 2, 60) }, (_, index) => ({ id: `s${index}`, name: data.text, alerts: ALERTS })),
    ),
  alertsForm: (m: Messages, data: ViewData) =>
    alertsForm(
      m,
      { id: 's1', name: data.text, alerts: data.dataSize === 'empty' ? {} : ALERTS },
      {
        'stage-alert': { lastWeek: sizeOf(data, 3, 7), posted: sizeOf(data, 12, 10_000), acted: sizeOf(data, 5, 9_999) },
        'deal-news': { lastWeek: sizeOf(data, 3, 10_000), posted: sizeOf(data, 12, 10_000), acted: null },
      },
    ),
  auditLog: (m: Messages, data: ViewData) =>
    auditLog(m, {
      lines: Array.from({ length: sizeOf(data, 3, 12) }, (_, index) => ({
        ...{ on: '2026-11-16' as const, time: literal('10:14'), who: literal(data.text), what: literal(data.text, 100) },
        isUndone: index === 1,
      })),
      total: sizeOf(data, 3, 1000),
      offset: data.dataSize === 'extreme' ? 12 : 0,
    }),
  personForm: (m: Messages, data: ViewData) =>
    personForm(m, {
      member: { ...member(data), awayUntil: data.dataSize === 'empty' ? null : '2026-12-03' },
      standIn: data.dataSize === 'empty' ? undefined : 'U1',
      deals: sizeOf(data, 3, 10_000),
      mayChangeRole: data.dataSize !== 'empty',
    }),
  handedOverMessage: (m: Messages, data: ViewData) =>
    handedOverMessage(
      m,
      Array.from({ length: sizeOf(data, 3, 100) }, () => data.file.deal),
      data.dataSize === 'empty' ? undefined : member(data),
    ),
  leaverDealsMessage: (m: Messages, data: ViewData) => leaverDealsMessage(m, member(data), sizeOf(data, 3, 10_000)),
  peopleList: (m: Messages, data: ViewData) =>
    peopleList(m, {
      people: Array.from({ length: sizeOf(data, 3, 10) }, (_, index) => ({
        member: { ...member(data), active: index > 0 },
        deals: index,
        mayHandOver: true,
        mayChange: index % 2 === 0,
      })),
      total: sizeOf(data, 13, 1000),
      offset: data.dataSize === 'extreme' ? 10 : 0,
      today: '2026-11-16',
    }),
  ratesForm: (m: Messages, data: ViewData) =>
    ratesForm(m, { typed: data.text.repeat(sizeOf(data, 1, 50)), currency: 'EUR', unusual: unusual(data) }),
  rateProblems: (m: Messages, data: ViewData) =>
    textMessage(
      rateProblems(
        m,
        Object.keys(m.rates.problems).length === 0 || data.dataSize === 'empty'
          ? []
          : Array.from({ length: 40 }, (_, index) => ({ line: index + 1, text: data.text, why: 'otherTotals' as const })),
      ),
    ),
};
