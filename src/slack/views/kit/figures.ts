import { LEAST_CHANCE } from '../../../core/funnel/plan/forecast-statement.ts';
import { exponent, type Money, roundToWholeUnits } from '../../../core/money/money.ts';
import type { Messages } from '../../../locale/messages.ts';
import { type SafeText, safe } from '../../../locale/safe-text.ts';

/** Amounts in a table are whole thousands from here on, in units of the currency; whole millions from the second. */
const THOUSANDS_FROM = 10_000;
const MILLIONS_FROM = 100_000_000;

/** How a table writes values: what they are divided by, and its name in the head. */
export function tableUnit(
  m: Messages,
  code: string,
  largestMinor: number,
): { readonly divisor: number; readonly name: SafeText } {
  const major = 10 ** exponent(code);
  const largest = largestMinor / major;
  const currency = m.f.currencySign(code);
  if (largest >= MILLIONS_FROM) return { divisor: major * 1e6, name: safe`${m.digest.unit.m} ${currency}` };
  if (largest >= THOUSANDS_FROM) return { divisor: major * 1e3, name: safe`${m.digest.unit.k} ${currency}` };
  return { divisor: major, name: currency };
}

/** A probability of an open deal: never shown as certain either way. */
export const clampedShare = (p: number): number => Math.min(0.99, Math.max(0.01, p));

/** The same as `41%`. */
export const clampedPercent = (m: Messages, p: number): SafeText => m.f.percent(clampedShare(p));

/** The chance of a further win in a period: `11%`, `under 5%`. */
export const chanceText = (m: Messages, chance: number): SafeText =>
  chance < LEAST_CHANCE ? m.forecast.under(m.f.percent(LEAST_CHANCE)) : clampedPercent(m, chance);

/** A computed win probability, 0..1, and whether it rests mostly on the prior. */
export type ShownWin = { readonly win: number; readonly mostlyAssumption: boolean };

/** Stands behind a win probability that is mostly an assumption; what it means is said once below. */
export const ASSUMPTION_MARK = safe`†`;

/** A computed win probability as it is shown: `24%`, `24%†` while it is mostly an assumption. */
export const winPercent = (m: Messages, { win, mostlyAssumption }: ShownWin): SafeText =>
  mostlyAssumption ? safe`${clampedPercent(m, win)}${ASSUMPTION_MARK}` : clampedPercent(m, win);

/** An amount that is only an estimate: it has no cents. */
export const roundAmount = (m: Messages, money: Money): SafeText => m.f.shortAmount(roundToWholeUnits(money));

/** From here on a short amount carries the unit of its thousands. */
const UNIT_FROM = 999.5;

/** An amount, short; below a thousand with its currency, so that nobody reads a bare number. Nothing needs no unit. */
export function shortWithUnit(m: Messages, money: Money): SafeText {
  const major = Math.abs(money.minor) / 10 ** exponent(money.currency);
  return major > 0 && major < UNIT_FROM ? m.f.shortMoney(money) : m.f.shortAmount(money);
}

/** The same of an amount that is only an estimate. */
export const unitAmount = (m: Messages, money: Money): SafeText => shortWithUnit(m, roundToWholeUnits(money));

/** Percents that are worth counting: beyond, a target is far behind what comes. */
const MAX_COUNTED_PERCENT = 999;

/** How far a target is covered, in whole per cent: `96%`, `over 999%`. */
export const coveragePercent = (m: Messages, percent: number): SafeText =>
  percent > MAX_COUNTED_PERCENT ? m.forecast.over(m.f.percent(MAX_COUNTED_PERCENT / 100)) : m.f.percent(percent / 100);
