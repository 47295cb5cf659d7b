import { dealRef } from '../../core/deal/deal.ts';
import { stageAliases } from '../../core/deal/pipeline-templates.ts';
import type { Pipeline } from '../../core/deal/stage.ts';
import { parseMoveLine } from '../../input/move-line.ts';
import type { DealWord, FunnelWord } from '../../locale/command-words.ts';

type DealArgument = 'whole' | 'text' | 'move' | 'assign';

/**
 * How a word takes the deal that is left out in the thread of its card: `whole`, the deal is all that stands behind the word; `text`, words
 * follow it, so only a number names another one; `move` and `assign`, where the rest says where to or to whom. Other words ask for no deal.
 */
const DEAL_ARGUMENTS: ReadonlyMap<string, DealArgument> = new Map(
  Object.entries({
    advance: 'whole',
    won: 'whole',
    reopen: 'whole',
    show: 'whole',
    history: 'whole',
    edit: 'whole',
    delete: 'whole',
    undo: 'whole',
    why: 'whole',
    note: 'text',
    step: 'text',
    lost: 'text',
    move: 'move',
    assign: 'assign',
  } as const satisfies Partial<Record<DealWord | FunnelWord, DealArgument>>),
);

/** Another deal, named beyond doubt. */
const DEAL_NUMBER = /^d-?\d{1,9}(?=[\s:,;]|$)/i;
const MENTION_ONLY = /^(?:to |do |dla )?<@[A-Z0-9]+(?:\|[^>]*)?>$/i;

/**
 * What stands behind a word, with the deal of the thread put in where it was left out.
 *
 * @param word a key of the words of either command, `mine` or `other`. @param rest what was typed behind it.
 * @example insertThreadDeal('note', 'they called', 7, pipeline) // => 'D-7: they called'
 */
export function insertThreadDeal(word: string, rest: string, number: number, pipeline: Pick<Pipeline, 'stages'>): string {
  const takes = DEAL_ARGUMENTS.get(word);
  const deal = dealRef({ number });
  if (takes === undefined || DEAL_NUMBER.test(rest)) return rest;
  if (rest === '') return deal;
  if (takes === 'text') return `${deal}: ${rest}`;
  if (takes === 'assign') return MENTION_ONLY.test(rest) ? `${deal} ${rest}` : rest;
  if (takes === 'whole') return rest;
  const line = `${deal} ${rest}`;
  return parseMoveLine(line, stageAliases(pipeline.stages)).some(({ reference }) => reference === deal) ? line : rest;
}
