import type { Messages } from '../../src/locale/messages.ts';
import { textMessage } from '../../src/slack/views/kit/blocks.ts';
import { literal } from '../../src/slack/views/kit/text.ts';
import { rateProblems, ratesForm, ratesList, ratesSaved } from '../../src/slack/views/workspace/rates.ts';
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

/** Views of what admins set for everybody. */
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
