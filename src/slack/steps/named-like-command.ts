import { matchWholeName } from '../../core/deal/deal-match.ts';
import { foldText } from '../../core/fold-text.ts';
import { parseDealLine } from '../../input/lines/deal-line.ts';
import { parseSlackText } from '../../input/slack-text.ts';
import type { DealCommand, FunnelCommand } from '../../locale/command-words.ts';
import { dateContext } from '../request/date-context.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { nameAnswerMessage } from '../views/deal/lists/name-answer-message.ts';
import { askWhichDeal } from './resolve-deal.ts';
import { showDeal } from './show-deal.ts';

/** Deals that are offered, where several are called so. */
const MAX_OFFERED = 10;
const EDGE = /^[\s.,:;!?]+|(?<![\s.,:;!?])[\s.,:;!?]+$/g;

/** A typed line, taken apart by its first word. */
export type TypedLine = {
  readonly command: string;
  readonly word: DealCommand | FunnelCommand;
  /** The word as it was typed. */
  readonly typedWord: string;
  /** What stands behind it, as Slack sent it. */
  readonly rest: string;
  /** All of it, where the word stood behind: `acme won`. */
  readonly turned?: string;
};

/** The line as a whole, where a deal may be called so: its first word is one of ours, and words follow that are neither a number nor a mention. */
export function lineThatMayBeName({ word, typedWord, rest, turned }: Omit<TypedLine, 'command'>): string | undefined {
  if (word === 'other' || typedWord === '' || !/\p{L}/u.test(rest.replace(/^d-?\d+$/i, '')) || /<[@#]/.test(rest))
    return undefined;
  return parseSlackText(turned ?? `${typedWord} ${rest}`).text.replace(EDGE, '');
}

/**
 * The deal that the whole line names, before its first word is taken for a command: a firm may be called "Nowa Era" or "Won Ltd". Only where
 * the line is a deal's name or company, or one of them begins with its words; a new deal with a value, a date or an owner is never a name.
 *
 * @returns undefined where the line is a command.
 */
export async function replyIfLineNamesDeal(context: RequestContext, typed: TypedLine): Promise<Reply | undefined> {
  const line = context.dealsWithLine.length === 0 ? undefined : lineThatMayBeName(typed);
  if (line === undefined || foldText(line) === '') return undefined;
  const named = context.dealsWithLine.map((deal) => ({ deal, how: matchWholeName(deal, foldText(line)) }));
  const whole = named.filter(({ how }) => how === 'whole');
  if (whole.length === 0 && typed.word === 'new' && hasMoreThanName(context, typed.rest)) return undefined;
  const deals = (whole.length > 0 ? whole : named.filter(({ how }) => how === 'beginning')).map(({ deal }) => deal);
  const [first] = deals;
  if (first === undefined) return undefined;
  const several = { kind: 'several', deals: deals.slice(0, MAX_OFFERED), more: deals.length > MAX_OFFERED, typed: line } as const;
  const reply: Reply = deals.length === 1 ? await showDeal(context, first.number) : askWhichDeal(context, several);
  if (reply.kind !== 'say') return reply;
  const again = `${typed.command} ${typed.typedWord} ${typed.rest}`;
  return { ...reply, message: nameAnswerMessage(context.m, reply.message, { typed: line, word: typed.typedWord, line: again }) };
}

/** Whether the line of a new deal holds anything beside its name. */
function hasMoreThanName(context: RequestContext, rest: string): boolean {
  const draft = parseDealLine(rest, { ...dateContext(context), currency: context.pipeline.currency });
  return draft.understood.length > 0 || draft.problems.length > 0;
}
