/** Countries by the currency that firms there count in; a country that is not listed begins in its language's. ISO 3166-1 and ISO 4217. */
const COUNTRIES: Readonly<Record<string, string>> = {
  PLN: 'PL',
  EUR: 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM XK',
  GBP: 'GB GG IM JE',
  USD: 'US PR EC SV PA',
  CHF: 'CH LI',
  CZK: 'CZ',
  SEK: 'SE',
  NOK: 'NO',
  DKK: 'DK FO GL',
  UAH: 'UA',
  HUF: 'HU',
  RON: 'RO',
  CAD: 'CA',
  AUD: 'AU',
  NZD: 'NZ',
  INR: 'IN',
  ZAR: 'ZA',
  BRL: 'BR',
  MXN: 'MX',
  TRY: 'TR',
  ILS: 'IL',
  AED: 'AE',
  SGD: 'SG',
  JPY: 'JP',
};

/** The currency of each country that is known, by ISO 3166-1 code. */
export const CURRENCY_BY_COUNTRY: ReadonlyMap<string, string> = new Map(
  Object.entries(COUNTRIES).flatMap(([currency, countries]) =>
    countries.split(' ').map((country) => [country, currency] as const),
  ),
);
