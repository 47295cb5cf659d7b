/** Where and in which language a reader sees dates. */
export type DateReader = { readonly locale: string; readonly timeZone: string };

const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const LONG: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
const PLAIN: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' };
const SLASHED: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: 'numeric' };
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };

/** Slack's date tokens. The `_pretty` ones would say "today"; without a clock they name the day. */
const TOKENS: { readonly [token: string]: Intl.DateTimeFormatOptions } = {
  date: PLAIN,
  date_pretty: PLAIN,
  date_short: SHORT,
  date_short_pretty: SHORT,
  date_long: LONG,
  date_long_pretty: LONG,
  date_long_full: { ...PLAIN, year: 'numeric' },
  day_divider_pretty: LONG,
  date_slash: SLASHED,
  time: TIME,
  time_secs: { ...TIME, second: '2-digit' },
};

/**
 * A date as Slack shows it to a reader (docs.slack.dev/messaging/formatting-message-text, date formatting).
 *
 * @param seconds since the epoch. @param format text with tokens such as `{date_short}` or `{time}`.
 * @returns `undefined` when the instant or a token is none that can be shown, so that the caller shows the fallback.
 */
export function slackDate(seconds: number, format: string, { locale, timeZone }: DateReader): string | undefined {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return undefined;
  let isShown = true;
  const shown = format.replace(/\{(\w+)\}/gu, (_, token: string) => {
    // Swedish writes dates as ISO 8601 does.
    if (token === 'date_num') return new Intl.DateTimeFormat('sv-SE', { ...SLASHED, timeZone }).format(at);
    const options = Object.hasOwn(TOKENS, token) ? TOKENS[token] : undefined;
    if (!options) isShown = false;
    return options ? new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at) : '';
  });
  return isShown ? shown : undefined;
}
