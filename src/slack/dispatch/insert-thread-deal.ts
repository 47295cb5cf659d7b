import { dealRef } from '../../core/deal/deal.ts';
import { stageAliases } from '../../core/pipeline/pipeline-templates.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import { parseAmount } from '../../input/amount.ts';
import { parseMoveLine } from '../../input/lines/move-line.ts';
import type { DealArgument } from '../request/flow.ts';

/** Another deal, named beyond doubt. */
const DEAL_NUMBER = /^d-?\d{1,9}(?=[\s:,;]|$)/i;
const MENTION_ONLY = /^(?:to |do |dla )?<@[A-Z0-9]+(?:\|[^>]*)?>$/i;

/** `to Anna`: nothing stands before it that could be a deal. */
const TO_SOMEBODY = /^(?:to|do|dla) \S/i;

/** An amount, or what was meant as one: `15k`, `for 15k`, `15k gross`; a deal may begin with a digit, but is hardly an amount as a whole. */
function looksLikeAmount(text: string, { currency }: Pick<Pipeline, 'currency'>): boolean {
  const amount = parseAmount(text.replace(/^(?:for|at|za|na) /i, ''), { currency });
  return amount.ok || (amount.why !== 'notAnAmount' && amount.why !== 'empty');
}

/**
 * What stands behind a word, with the deal of the thread put in where it was left out.
 *
 * @param rest what was typed behind the word. @param thread number of the deal that the thread is about.
 * @example insertThreadDeal('text', 'they called', { number: 7, pipeline }) // => 'D-7: they called'
 */
export function insertThreadDeal(
  takesDeal: DealArgument | null,
  rest: string,
  thread: { readonly number: number; readonly pipeline: Pick<Pipeline, 'stages' | 'currency'> },
): string {
  const deal = dealRef(thread);
  if (takesDeal === null || DEAL_NUMBER.test(rest)) return rest;
  if (rest === '') return deal;
  if (takesDeal === 'text') return `${deal}: ${rest}`;
  if (takesDeal === 'assign') return MENTION_ONLY.test(rest) || TO_SOMEBODY.test(rest) ? `${deal} ${rest}` : rest;
  if (takesDeal === 'amount') return looksLikeAmount(rest, thread.pipeline) ? `${deal} ${rest}` : rest;
  if (takesDeal === 'whole') return rest;
  const line = `${deal} ${rest}`;
  return parseMoveLine(line, stageAliases(thread.pipeline.stages)).some(({ reference }) => reference === deal) ? line : rest;
}
