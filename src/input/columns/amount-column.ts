import { exponent, fromMajor, MAX_MINOR, type Money } from '../../core/money/money.ts';
import { type AmountProblem, parseAmount } from '../amount.ts';
import type { DecimalSign } from '../decimal.ts';
import type { Cell } from '../files/table.ts';
import { normalizeText } from '../slack-text.ts';

/**
 * What a column of amounts says about its sign of decimals. `unclear`: some of its amounts could be read with either, and none tells
 * (`45.000`); `mixed`: some can only be read with one, some only with the other. `example` is one of them.
 */
export type DecimalEvidence =
  | { readonly sign: DecimalSign }
  | { readonly sign: 'any' }
  | { readonly sign: 'unclear'; readonly example: string }
  | { readonly sign: 'mixed'; readonly example: string };

/** Why an amount of a file was not read. `shortened`: a spreadsheet wrote `1,2E+05` and kept the digits to itself. */
export type CellAmountProblem = Exclude<AmountProblem, 'empty'> | 'shortened';

/** An amount of a file; `money` null: the cell is empty. */
export type CellAmount =
  | { readonly ok: true; readonly money: Money | null }
  | { readonly ok: false; readonly why: CellAmountProblem; readonly text: string };

/** What stands for nothing. */
const DASH = /^[-–—]$/;
const SHORTENED = /\d[eE][+-]?\d/;
/** The digits of an amount with what stands between them. */
const NUMBER = /\d(?:[\d.,' \u{a0}\u{202f}]*\d)?/gu;

/** Which sign of decimals a number can only be read with; `either` where it can be read with both, `none` where it has no sign at all. */
function signIn(number: string): DecimalSign | 'either' | 'none' {
  const signs = [...number].filter((letter) => letter === '.' || letter === ',');
  const [first, ...others] = signs;
  const last = signs.at(-1);
  if (first === undefined || last === undefined) return 'none';
  const other: DecimalSign = last === '.' ? ',' : '.';
  const own: DecimalSign = last === '.' ? '.' : ',';
  if (signs.some((sign) => sign !== last)) return own;
  // A sign that comes twice parts groups: the other one is left for decimals.
  if (others.length > 0) return other;
  const [whole = '', fraction = ''] = number.split(first);
  const isGroup = /^\d{3}$/.test(fraction) && /^[1-9]\d{0,2}$/.test(whole);
  return isGroup ? 'either' : own;
}

/** Looks at a column of amounts cell by cell. Numbers of a spreadsheet have no sign of decimals. */
export function createDecimalEvidence(): { readonly add: (cell: Cell) => void; readonly result: () => DecimalEvidence } {
  const seen = new Map<DecimalSign | 'either', string>();
  return {
    add: (cell) => {
      if (typeof cell === 'number') return;
      for (const [number] of cell.matchAll(NUMBER)) {
        const sign = signIn(number);
        if (sign !== 'none' && !seen.has(sign)) seen.set(sign, cell);
      }
    },
    result: () => toDecimalEvidence(seen),
  };
}

/** The sign of decimals of a whole column, from all its values. */
export function decimalEvidence(cells: Iterable<Cell>): DecimalEvidence {
  const evidence = createDecimalEvidence();
  for (const cell of cells) evidence.add(cell);
  return evidence.result();
}

function toDecimalEvidence(seen: ReadonlyMap<DecimalSign | 'either', string>): DecimalEvidence {
  const [dot, comma, either] = [seen.get('.'), seen.get(','), seen.get('either')];
  if (dot !== undefined && comma !== undefined) return { sign: 'mixed', example: comma };
  if (dot !== undefined) return { sign: '.' };
  if (comma !== undefined) return { sign: ',' };
  return either === undefined ? { sign: 'any' } : { sign: 'unclear', example: either };
}

/** Whole minor units of a spreadsheet's number, where it has no more decimals than the currency but for the last bits of a float. */
function fromNumber(number: number, currency: string): CellAmount {
  const text = String(number);
  if (number < 0) return { ok: false, why: 'negative', text };
  const scaled = number * 10 ** exponent(currency);
  if (scaled > MAX_MINOR) return { ok: false, why: 'tooLarge', text };
  if (Math.abs(scaled - Math.round(scaled)) > 1e-4) return { ok: false, why: 'tooPrecise', text };
  return { ok: true, money: fromMajor(Math.round(scaled) / 10 ** exponent(currency), currency) };
}

/**
 * Reads an amount by the rule of its column, with the reader of typed amounts.
 *
 * @param currency of the row, or of the pipeline: what an amount without one is in.
 */
export function readAmountCell(
  cell: Cell,
  { currency, decimalSign }: { readonly currency: string; readonly decimalSign: DecimalSign },
): CellAmount {
  if (typeof cell === 'number') return fromNumber(cell, currency);
  const text = normalizeText(cell);
  if (text === '' || DASH.test(text)) return { ok: true, money: null };
  if (SHORTENED.test(text)) return { ok: false, why: 'shortened', text };
  const amount = parseAmount(text, { currency, decimalSign });
  if (amount.ok) return { ok: true, money: amount.money };
  return amount.why === 'empty' ? { ok: true, money: null } : { ok: false, why: amount.why, text };
}
