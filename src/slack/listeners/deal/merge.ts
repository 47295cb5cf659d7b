import type { Deal } from '../../../core/deal/deal.ts';
import { merge } from '../../../core/deal/merge.ts';
import { mergeSplits } from '../../../input/deal-reference.ts';
import { parseSlackText, replaceMentionsByNames } from '../../../input/slack-text.ts';
import { safe } from '../../../locale/safe-text.ts';
import { dealPipeline } from '../../request/deal-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { replyIfRefused, replySaved } from '../../steps/change-deal.ts';
import { refreshHygieneRowsAfterChange } from '../../steps/refresh-hygiene-rows.ts';
import { askWhichDeal, resolveDeal } from '../../steps/resolve-deal.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { dealNumber, dealTitle } from '../../views/deal/deal-title.ts';
import { CONFIRM_MERGE, mergeConfirmation } from '../../views/deal/forms/merge-confirmation.ts';
import { undoAndShowRow } from '../../views/deal/undo-row.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal, toPlainText } from '../../views/kit/text.ts';

const NAME_LIMIT = 1000;

/** Stored as a note: plain text. */
const mergeNote = ({ m }: RequestContext, from: Deal): string =>
  toPlainText(m.dealActions.mergeNote(safe`${dealNumber(from)} ${literal(from.name, NAME_LIMIT)}`));

/** Loads both and decides, without writing: the second of the two is never taken out where the first cannot take over. */
async function tryMerge(context: RequestContext, from: number, into: number) {
  const [fromFile, intoFile] = await Promise.all([context.deals.file(from), context.deals.file(into)]);
  if (fromFile === undefined || intoFile === undefined) return { fromFile, intoFile, decisions: undefined };
  const decisions = merge(
    { into: intoFile, from: fromFile },
    { pipeline: dealPipeline(context, intoFile.deal), note: mergeNote(context, fromFile.deal) },
    context.act,
  );
  return { fromFile, intoFile, decisions };
}

async function askConfirmation(context: RequestContext, from: Deal, into: Deal): Promise<Reply> {
  const { m } = context;
  const { fromFile, intoFile, decisions } = await tryMerge(context, from.number, into.number);
  const refused =
    (await replyIfRefused(context, { seen: from, file: fromFile, decision: decisions?.from }, 'any')) ??
    (await replyIfRefused(context, { seen: into, file: intoFile, decision: decisions?.into }, 'any'));
  if (refused !== undefined) return refused;
  return { kind: 'say', message: mergeConfirmation(m, from, into) };
}

async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  const { m } = context;
  const text = replaceMentionsByNames(parseSlackText(rest));
  if (text === '') return { kind: 'say', message: textMessage(m.dealActions.whichMerge) };
  for (const { reference, rest: other } of mergeSplits(text)) {
    const [from, into] = [await resolveDeal(context, reference), await resolveDeal(context, other)];
    if (from.kind === 'one' && into.kind === 'one') return askConfirmation(context, from.deal, into.deal);
    if (from.kind === 'several') return askWhichDeal(context, from);
    if (into.kind === 'several') return askWhichDeal(context, into);
  }
  return { kind: 'say', message: textMessage(m.dealActions.whichMerge) };
}

async function mergeDeals(context: RequestContext, value: string): Promise<Reply> {
  const { m } = context;
  const [from, into] = value.split('>').map(parseDealButtonValue);
  if (from === undefined || into === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  // Both or neither: a failure between them would leave the same business twice, or half of it nowhere.
  const saved = await context.deals.changePair(
    [into, from],
    ({ file: intoFile }, { file: fromFile }) => {
      const decisions = merge(
        { into: intoFile, from: fromFile },
        { pipeline: dealPipeline(context, intoFile.deal), note: mergeNote(context, fromFile.deal) },
        context.act,
      );
      return [decisions.into, decisions.from];
    },
    context.writeRequest(),
  );
  if (!saved.ok)
    return replySaved(context, { seen: saved.refused === 'first' ? into : from, saved: saved.saved }, () => textMessage(safe``));
  const { first, second } = saved;
  for (const each of [first, second]) await refreshHygieneRowsAfterChange(context, each);
  return {
    kind: 'say',
    message: textMessage(
      m.dealActions.merged(dealTitle(second.file.deal), dealTitle(first.file.deal)),
      ...undoAndShowRow(m, first.file.deal),
    ),
  };
}

/** Two deals that are one. */
export const mergeFlow = {
  dealCommands: { merge: { takesDeal: null, opensForm: false, run: runCommand } },
  buttons: { [CONFIRM_MERGE]: { run: (context, press) => mergeDeals(context, press.value) } },
} satisfies Flow;
