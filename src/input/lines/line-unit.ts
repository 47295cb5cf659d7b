import { foldText } from '../../core/fold-text.ts';
import type { ParsedAmount } from '../amount.ts';
import { isSlang } from '../amount-words.ts';
import { mayBeCode, parseCurrency } from '../currency-word.ts';
import { MONTH_BY_WORD, WEEKDAY_BY_WORD } from '../dates/date-words.ts';
import { endOfLine, type Line, type PhraseMatch, phraseAt } from './line.ts';
import { namesNumber } from './line-identifiers.ts';

/** Three capitals that names of deals have: what is sold, forms of firms, firms, and words in a line of capitals. */
const IN_NAMES = new Set(
  (
    'ERP CRM SRM WMS MES CMS PIM BPM DMS MDM API SEO SEM PPC RFP RFI RFQ POC MVP SLA EDI SSO IOT VPN LAN WAN CAM BIM GIS HRM SAP IBM AWS GCP ' +
    'LLC INC LTD PLC USA UAE OEM GPS LED LCD UHD HDR DVR RTV AGD BHP OZE PKP PKO PZU PWC UPS DHL DPD BMW AGH NHS HRS POS ETL ' +
    'FOR AND THE DUE NEW VIA DLA POD PRO MAX VAT NET TAX'
  ).split(' '),
);
/** `EOQ` is a day. */
const END_OF_PERIOD = /^EO[A-Z]$/;
/** An amount without a unit of money: grouped, of five digits, or with a multiplier. */
const BARE_AMOUNT = /(?:\d[ ',.]\d{3}|\d{5}|(?:k|m|bn|mln|mld|tys)\.?)$/i;
/** `3M` is a firm. */
const BRAND = /^3M$/;
const AROUND = /[)\],;:.!?]{1,3}$/;

/**
 * The unit behind an amount that says no currency and cannot be told: `12k XYZ`, `12 000 XYZ`, `12k try` at the end of a line. Three
 * capitals there are meant as a currency more often than as a name, and a wrong currency is worse than a question.
 *
 * @returns the amount with its unit, refused; undefined where none stands behind it.
 */
export function withUnknownUnit(
  line: Line,
  { start, end, value }: PhraseMatch<ParsedAmount>,
  currency: string,
): PhraseMatch<ParsedAmount> | undefined {
  const phrase = phraseAt(line, start, end) ?? '';
  const isBare = value.ok && value.mark !== 'currency' && BARE_AMOUNT.test(phrase) && !BRAND.test(phrase);
  // A comma or a bracket ends the amount: `12k, XYZ`.
  const unit = isBare && !AROUND.test((line[end - 1] ?? '').replace(/\.$/, '')) ? (line[end] ?? '').replace(AROUND, '') : '';
  const isLast = end + 1 === endOfLine(line);
  if (namesNumber(unit) && /^[A-Z]{0,2}\d/.test(line[end + 1] ?? '')) return undefined;
  if (!isUnknownUnit(unit, currency) && !(isLast && mayBeCode(unit))) return undefined;
  return { start, end: end + 1, value: { ok: false, why: 'unknownCurrency', text: `${phrase} ${unit}` } };
}

function isUnknownUnit(word: string, currency: string): boolean {
  const folded = foldText(word);
  const isDay = WEEKDAY_BY_WORD.has(folded) || MONTH_BY_WORD.has(folded) || END_OF_PERIOD.test(word);
  return /^[A-Z]{3}$/.test(word) && !isDay && !IN_NAMES.has(word) && parseCurrency(word, currency) === undefined;
}

/** `kafel` or `a grand`, without a number. */
const ONE_ALONE = /^(?:an? )?\p{L}+$/u;

/** Whether slang in a phrase is a name or a thing: with a capital (`5 Grand Street`), or one without a number before more words (`a grand opening`). */
export function isSlangOfThing(phrase: string, isLast: boolean): boolean {
  const slang = phrase.split(' ').filter((word) => isSlang(foldText(word)));
  return slang.some((word) => /^\p{Lu}\p{Ll}/u.test(word) || (!isLast && ONE_ALONE.test(phrase)));
}
