import { CURRENCY_BY_COUNTRY } from '../core/money/country-currency.ts';
import { timeZonesOf } from '../core/time/country-time-zones.ts';

/**
 * The currency that somebody's firm probably counts in, from what Slack says of them: that of the country in which their time zone lies,
 * else that of their locale's. The zone comes first: many people read English where no English is spoken.
 *
 * @returns an ISO 4217 code; undefined where neither names a country whose currency is known.
 * @example findHomeCurrency({ timeZone: 'Europe/Warsaw', locale: 'en-US' }) // => 'PLN'
 */
export function findHomeCurrency({
  timeZone,
  locale,
}: {
  readonly timeZone: string | null;
  readonly locale: string | null;
}): string | undefined {
  for (const [country, currency] of timeZone === null ? [] : CURRENCY_BY_COUNTRY)
    if (timeZonesOf(country).includes(timeZone ?? '')) return currency;
  const region = locale?.match(/^[a-z]{2,3}[-_](?:[A-Z][a-z]{3}[-_])?([A-Z]{2})\b/u)?.[1];
  return region === undefined ? undefined : CURRENCY_BY_COUNTRY.get(region);
}
