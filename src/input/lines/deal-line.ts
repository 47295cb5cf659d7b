import type { Money } from '../../core/money/money.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { ParsedAmount } from '../amount.ts';
import { lineHasMonthFirst, type ParsedDate } from '../dates/date.ts';
import type { DateContext } from '../dates/period-phrase.ts';
import { type Mention, parseSlackText, replaceMentions, replaceMentionsByNames, type SlackText } from '../slack-text.ts';
import { type Line, MAX_LINE_WORDS, type PhraseMatch, remainingText, removeMatch, splitLine } from './line.ts';
import { findAmount, findBareAmount, findUnreadableAmount } from './line-amount.ts';
import { findContactName, findEmail, findLabelled, findPhone, type LineContact } from './line-contact.ts';
import { findDate, findDateAtEnd, findUnreadableDate, findUnsureDate, type LineDate, type UnsureDate } from './line-date.ts';
import { asOneLine } from './line-layout.ts';
import { findOwner, findUnreadableOwner } from './line-owner.ts';
import { findSteps } from './line-steps.ts';
import { findUnsureAmount, type UnsureAmount } from './line-unsure-amount.ts';

const COMPANY = /^(?:company|customer|firma|klient):$/;

/** A field of a deal that a line can name beside the deal's name. */
export type DraftField = 'owner' | 'money' | 'closeOn' | 'company' | 'contact' | 'steps';

/** A date whose day and month may have been meant the other way round: `on` was taken. */
type DateGuess = {
  readonly field: 'closeOn';
  readonly why: 'dayOrMonth';
  readonly text: string;
  readonly on: PlainDate;
  readonly other: PlainDate;
};

/** Text that looks like a field and cannot be parsed, as typed. Its words stay in the name. */
export type DraftProblem =
  | {
      readonly field: 'money';
      readonly why: Extract<ParsedAmount, { ok: false }>['why'] | UnsureAmount['why'];
      readonly text: string;
    }
  | {
      readonly field: 'closeOn';
      readonly why: Extract<ParsedDate, { ok: false }>['why'] | UnsureDate['why'];
      readonly text: string;
    }
  | DateGuess
  /** An hour behind the close date, which has none. */
  | { readonly field: 'closeOn'; readonly why: 'hour'; readonly text: string }
  | { readonly field: 'owner'; readonly why: 'notAMention' | 'several'; readonly text: string };

/** A new deal parsed from one line: the initial values of the form. */
export type DealDraft = {
  /** The words that are no other field; may be empty. */
  readonly name: string;
  readonly company: string | undefined;
  readonly contact: LineContact;
  readonly money: Money | undefined;
  /** The amount as it was typed, without the words and commas around it; '' for none. */
  readonly moneyText: string;
  readonly closeOn: PlainDate | undefined;
  readonly owner: Mention | undefined;
  /** What is to be done next, as typed. */
  readonly steps: readonly string[];
  /** The words parsed as each field, for the reply to show. */
  readonly understood: readonly { readonly field: DraftField; readonly text: string }[];
  readonly problems: readonly DraftProblem[];
};

/**
 * Reads `Acme ERP 12k PLN close 30 June @anna` and `Bielik serwis wózków 48 tys. zł do 30.06 @anna`: what follows
 * `/deal new`.
 *
 * - **Close date**: after close, closing, due, deadline, by, until / zamknięcie, termin, do. A single word (`Friday`, `maja`)
 *   counts only where it ends the line, so that "March Networks" and "Maj Sp. z o.o." stay names. At the end of the line a
 *   date with its year or the end of a period (`koniec kwartału`) needs no keyword, nor does one that is all behind what was understood
 *   (`Acme 48k 30 June`).
 * - **Value**: with a currency, k, tys. or mln, or after value / kwota. A range, two amounts and one of several are asked about. Without any, only a number that ends the line and is
 *   in groups (`48 000`) or has five digits: "Acme 500" is a name. Elsewhere such a number is asked about (`Acme 12 000 setup`).
 * - **Owner**: the first person mentioned, with or without owner / opiekun before.
 * - **Company**: after `company:` or `firma:`, up to a comma or the next thing understood.
 * - **Contact**: an e-mail address; a telephone number with its country, behind tel. or phone, or in the shape of one; after `contact:`.
 * - **Next steps**: all behind `next:` or `krok:`, several parted by `;`.
 * - Words in "quotes" belong to the name, whatever they say. The name is what remains, in its order.
 *
 * @param raw as Slack sends it, without the command word.
 * @param context of the person and the firm, `currency` of the pipeline.
 * @returns always a draft: nothing typed is lost, every word is in the name or in `understood`.
 */
export function parseDealLine(raw: string, usual: DateContext & { readonly currency: string }): DealDraft {
  const { currency } = usual;
  const read = parseSlackText(asOneLine(raw));
  const context = { ...usual, monthFirst: lineHasMonthFirst(read.text, usual.monthFirst) };
  const words = splitLine(spaceMentions(read));
  const whole: Line = words.slice(0, MAX_LINE_WORDS);
  const understood: { field: DraftField; text: string }[] = [];
  let line: Line = whole;
  const take = <Value>(field: DraftField, piece: PhraseMatch<Value> | undefined): Value | undefined => {
    if (piece === undefined) return undefined;
    understood.push({ field, text: replaceMentionsByNames({ ...read, text: whole.slice(piece.start, piece.end).join(' ') }) });
    line = removeMatch(line, piece);
    return piece.value;
  };

  const planned = findSteps(line);
  if (planned !== undefined) take('steps', { value: planned.steps, start: planned.start, end: line.length });
  const owner = take('owner', findOwner(line, read.mentions));
  let date = take('closeOn', findDate(line, context));
  const marked = findAmount(line, currency);
  let amount = take('money', marked.found);
  date ??= take('closeOn', findDateAtEnd(line, context));
  // An amount that was refused is asked about: another number is not taken in its place.
  const bare = amount ?? marked.refused;
  const atEnd = bare === undefined ? findBareAmount(line, currency) : marked;
  if (bare === undefined) amount = take('money', atEnd.found);
  const refused = marked.refused ?? atEnd.refused;
  date ??= take('closeOn', findDateAtEnd(line, context)); // the amount may have stood behind it
  const email = take('contact', findEmail(line));
  const phone = take('contact', findPhone(line));
  const company = take('company', findLabelled(line, COMPANY));

  const person = take('contact', findContactName(line));

  const problems = [
    ...toProblems('owner', findUnreadableOwner(line, read.mentions, owner)),
    ...toProblems(
      'money',
      amount === undefined ? (refused ?? findUnreadableAmount(line, currency) ?? findUnsureAmount(line, currency)) : undefined,
    ),
    ...toDateGuesses(date),
    ...(date?.hour === undefined ? [] : [{ field: 'closeOn', why: 'hour', text: date.hour } as const]),
    ...toProblems(
      'closeOn',
      date === undefined ? (findUnreadableDate(line, context) ?? findUnsureDate(line, context)) : undefined,
    ),
  ];
  return {
    name: replaceMentionsByNames({ ...read, text: remainingText([...line, ...words.slice(MAX_LINE_WORDS)]) }),
    company,
    contact: {
      ...(person === undefined ? {} : { name: person }),
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
    },
    money: amount?.money,
    moneyText: amount?.text ?? '',
    closeOn: date?.on,
    owner,
    steps: (planned?.steps ?? []).map((step) => replaceMentionsByNames({ ...read, text: step })),
    understood,
    problems,
  };
}

/** Surrounds mentions with spaces, so that `dla<@U1>,` is three words. */
function spaceMentions(read: SlackText): string {
  return replaceMentions(read, ({ token }) => ` ${token} `);
}

const toDateGuesses = (date: LineDate | undefined): readonly DateGuess[] =>
  date?.other === undefined ? [] : [{ field: 'closeOn', why: 'dayOrMonth', text: date.text, on: date.on, other: date.other }];

function toProblems<Field extends DraftField, Why>(
  field: Field,
  refused: { readonly why: Why; readonly text: string } | undefined,
): readonly { readonly field: Field; readonly why: Why; readonly text: string }[] {
  return refused === undefined ? [] : [{ field, why: refused.why, text: refused.text }];
}
