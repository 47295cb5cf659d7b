import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { type ExchangeRate, ratesOfPair, type UnusualRate } from '../../../../core/money/exchange-rates.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { setRatesButton } from '../../deal/conversion.ts';
import { type ButtonSpec, buttons, contextLine, field, type Message, modal, textMessage } from '../../kit/blocks.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import { literal, richText } from '../../kit/text.ts';

/** Prices the deals that have a rate by now. */
export const COUNT_DEALS = 'rates.count';
/** Callback id of the form; the name of its field. */
export const RATES_FORM = 'rates.save';
export const RATES_FIELD = 'rates';
/** Rates of one form, and characters of it. */
export const MAX_RATES = 100;
const MAX_LENGTH = 3000;

/** `told`: the unusual rates that were asked about before they are saved. */
export const ratesFormData = defineFormData(z.object({ told: z.string().optional() }));
export type RatesFormData = DataOf<typeof ratesFormData>;

/** Pairs that are shown, and earlier rates of each. */
const SHOWN_PAIRS = 15;
const SHOWN_EARLIER = 2;
/** Rates that an answer names one by one, and bad lines that a form names. */
const SHOWN_SAVED = 5;
const SHOWN_PROBLEMS = 8;

/** Deals of a currency that count in no total, with what they are worth, in words. */
export type UnratedLine = { readonly text: SafeText; readonly currency: string; readonly hasRate: boolean };

export type RatesOverview = {
  readonly rates: readonly ExchangeRate[];
  /** Currency of totals. */
  readonly currency: string;
  readonly unrated: readonly UnratedLine[];
  readonly maySet: boolean;
};

const pairOf = (m: Messages, { currency, inCurrency, rate }: Omit<ExchangeRate, 'from'>) => ({
  currency: m.f.currencySign(currency),
  inCurrency: m.f.currencySign(inCurrency),
  rate,
});

function pairLines(m: Messages, rates: readonly ExchangeRate[]): readonly SafeText[] {
  const pairs = new Map(rates.map((rate) => [`${rate.currency} ${rate.inCurrency}`, rate]));
  const lines = [...pairs.values()].flatMap((pair) => {
    const [latest, ...earlier] = ratesOfPair(rates, pair);
    return latest === undefined ? [] : [m.rates.line(pairOf(m, latest), latest.from, earlier.slice(0, SHOWN_EARLIER))];
  });
  const more = lines.length - SHOWN_PAIRS;
  return [...lines.slice(0, SHOWN_PAIRS), ...(more > 0 ? [m.rates.more(more)] : [])];
}

/** The rates in force, the deals that lack one, and the way to set them. @param first what was just done, with the buttons of it. */
export function ratesList(
  m: Messages,
  { rates, currency, unrated, maySet }: RatesOverview,
  first?: { readonly text: SafeText; readonly buttons: readonly ButtonSpec[] },
): Message {
  const lines = pairLines(m, rates);
  const text = joinSafe(
    [
      ...(first === undefined ? [] : [first.text]),
      m.rates.head(m.f.currencySign(currency)),
      ...(lines.length === 0 ? [m.rates.none] : lines),
      ...unrated.map((each) => each.text),
    ],
    '\n',
  );
  return textMessage(
    text,
    ...(rates.length === 0 ? [] : [contextLine(m.rates.frozen)]),
    ...buttons(
      setRatesButton(m, maySet),
      maySet && unrated.some(({ hasRate }) => hasRate) ? { id: COUNT_DEALS, text: m.rates.count, value: 'all' } : undefined,
      ...(first?.buttons ?? []),
    ),
  );
}

/** What is said of saved rates: each one, or how many. */
export const ratesSaved = (m: Messages, rates: readonly ExchangeRate[]): SafeText =>
  rates.length > SHOWN_SAVED
    ? m.rates.savedMany(rates.length)
    : m.rates.saved(rates.map((rate) => ({ ...pairOf(m, rate), from: rate.from })));

/** Under the field: the lines that are no rates, and why. */
export function rateProblems(
  m: Messages,
  problems: readonly { line: number; text: string; why: keyof Messages['rates']['problems'] }[],
): SafeText {
  const more = problems.length - SHOWN_PROBLEMS;
  return joinSafe(
    [
      ...problems
        .slice(0, SHOWN_PROBLEMS)
        .map(({ line, text, why }) => m.rates.badLine(line, literal(text, 40), m.rates.problems[why])),
      ...(more > 0 ? [m.rates.badMore(more)] : []),
    ],
    ' ',
  );
}

/** The same rates, told once: they are known by these words. */
export const toldKey = (unusual: readonly UnusualRate[]): string =>
  unusual
    .map(({ rate }) => `${rate.currency}${rate.inCurrency}${rate.from}=${rate.rate}`)
    .join(' ')
    .slice(0, 800);

/** The form: rates as lines. @param unusual what is asked about before they are saved. */
export function ratesForm(
  m: Messages,
  {
    typed,
    currency,
    unusual = [],
  }: { readonly typed: string; readonly currency: string; readonly unusual?: readonly UnusualRate[] },
): ModalView {
  const asked: readonly KnownBlock[] =
    unusual.length === 0
      ? []
      : [
          richText(
            joinSafe(
              [
                m.rates.askAgain,
                ...unusual
                  .slice(0, SHOWN_PROBLEMS)
                  .map(({ rate, usual, factor }) => m.rates.unusual(pairOf(m, rate), factor, usual)),
                m.rates.again,
              ],
              '\n',
            ),
          ),
        ];
  return modal({
    id: RATES_FORM,
    title: m.rates.title,
    submit: m.rates.save,
    close: m.common.cancel,
    data: ratesFormData.encode(unusual.length === 0 ? {} : { told: toldKey(unusual) }),
    blocks: [
      ...asked,
      field(RATES_FIELD, m.rates.field, {
        type: 'plain_text_input',
        multiline: true,
        max_length: MAX_LENGTH,
        ...(typed === '' ? {} : { initial_value: typed.slice(0, MAX_LENGTH) }),
        hint: m.rates.hint(m.f.currencySign(currency)),
      }),
    ],
  });
}
