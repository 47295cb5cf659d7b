import type { DealCommand, FunnelCommand } from '../../../locale/command-words.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { DEAL_HELP, MY_DEALS, OPEN_NEW_DEAL } from '../deal/deal-actions.ts';
import { RERUN_COMMAND, SHOW_FUNNEL } from '../kit/action-ids.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { literal } from '../kit/text.ts';

type HelpBuilder = (m: Messages, solo: boolean) => Message;

/** Made once for each language: it never changes, and is asked for more than anything else. */
function memoizeByLanguage(make: HelpBuilder): HelpBuilder {
  const made = { team: new Map<Messages, Message>(), solo: new Map<Messages, Message>() };
  return (m, solo) => {
    const known = made[solo ? 'solo' : 'team'];
    const message = known.get(m) ?? make(m, solo);
    known.set(m, message);
    return message;
  };
}

/** The line of help that each command stands in; null: help does not tell of it. Several in a line stand in this order. */
const DEAL_LINES: Readonly<Record<Exclude<DealCommand, 'other'>, number | null>> = {
  mine: 1,
  new: 2,
  advance: 3,
  won: 4,
  lost: 4,
  show: 5,
  list: 5,
  move: 6,
  reopen: 6,
  edit: 7,
  note: 7,
  assign: 7,
  step: 8,
  merge: 8,
  find: 9,
  history: 9,
  delete: 9,
  undo: 10,
  forget: 11,
  help: null,
};
const FUNNEL_LINES: Readonly<Record<Exclude<FunnelCommand, 'other'>, number | null>> = {
  now: 1,
  forecast: 2,
  gaps: 3,
  health: 4,
  reps: 5,
  why: 6,
  target: 7,
  digest: 8,
  setup: 9,
  pipeline: 10,
  pipelines: 11,
  people: 12,
  teams: 13,
  rates: 14,
  alerts: 15,
  audit: 16,
  export: 17,
  token: 18,
  webhooks: 19,
  leads: 20,
  help: null,
};

type Audience = 'team' | 'solo';

/** The lines of help, in order. */
function helpLines<Command extends string>(
  texts: Readonly<Record<Command, Readonly<Record<Audience, SafeText>>>>,
  lines: Readonly<Record<Command, number | null>>,
  audience: Audience,
): readonly SafeText[] {
  const byLine = new Map<number, SafeText[]>();
  for (const command in lines) {
    const [line, text] = [lines[command], texts[command][audience]];
    if (line !== null && text !== '') byLine.set(line, [...(byLine.get(line) ?? []), text]);
  }
  return [...byLine].sort(([a], [b]) => a - b).map(([, parts]) => joinSafe(parts, ' · '));
}

/** What can be typed after /deal; who is alone is told nothing of others. */
export const dealHelp = memoizeByLanguage((m, solo) => {
  const audience = solo ? 'solo' : 'team';
  return textMessage(
    joinSafe([m.help.head, ...helpLines(m.help.deal, DEAL_LINES, audience), m.help.dealNotes[audience]], '\n'),
    ...buttons({ id: MY_DEALS, text: m.help.myDeals, value: 'mine' }, { id: OPEN_NEW_DEAL, text: m.help.newDeal, value: '' }),
  );
});

/** What can be typed after /funnel. */
export const funnelHelp = memoizeByLanguage((m, solo) => {
  const audience = solo ? 'solo' : 'team';
  return textMessage(
    joinSafe([m.help.head, ...helpLines(m.help.funnel, FUNNEL_LINES, audience), m.help.funnelNotes[audience]], '\n'),
    ...buttons({ id: SHOW_FUNNEL, text: m.help.funnelNow, value: 'now' }),
  );
});

/** A word that is no command and no deal. `meant`: the whole line that may have been wanted. */
export function unknownCommand(
  m: Messages,
  {
    typed,
    suggestion,
    topic,
  }: { readonly typed: string; readonly suggestion: string | undefined; readonly topic: 'deal' | 'funnel' },
): Message {
  const word = literal(typed, 60);
  const helpButton = { id: DEAL_HELP, text: m.common.help, value: topic };
  if (suggestion === undefined) return textMessage(m.help.unknown(word), ...buttons(helpButton));
  return textMessage(
    m.help.didYouMean(word, literal(suggestion, 100)),
    ...buttons({ id: RERUN_COMMAND, text: m.help.yes, value: suggestion.slice(0, 2000) }, helpButton),
  );
}
