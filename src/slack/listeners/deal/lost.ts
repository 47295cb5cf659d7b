import { lose } from '../../../core/deal/close.ts';
import type { DealFile } from '../../../core/deal/deal.ts';
import { reasonAliases } from '../../../core/pipeline/pipeline-templates.ts';
import { matchLostReason } from '../../../input/lost-reason.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import { dealPipeline, inPipelineOf } from '../../request/deal-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { askLostReason } from '../../steps/ask-lost-reason.ts';
import { replyMoved } from '../../steps/change-deal.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { refreshHygieneRows } from '../../steps/refresh-hygiene-rows.ts';
import { askWhichDeal } from '../../steps/resolve-deal.ts';
import { resolveLeadingDeal } from '../../steps/resolve-leading-deal.ts';
import { LOST } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { LOST_FIELDS, LOST_FORM, lostFormData } from '../../views/deal/forms/lost-form.ts';
import { textMessage } from '../../views/kit/blocks.ts';

async function closeAsLost(
  context: RequestContext,
  seen: SeenDeal,
  {
    reasonId,
    note = '',
    post = null,
    loaded,
  }: {
    readonly reasonId: string;
    readonly note?: string;
    readonly post?: string | null;
    readonly loaded?: DealFile | undefined;
  },
): Promise<Reply> {
  const saved = await context.deals.change(
    seen.number,
    (file) => lose(file, { pipeline: dealPipeline(context, file.deal), reasonId, note }, context.act),
    {
      ...context.writeRequest(),
      ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
      ...(loaded === undefined ? {} : { loaded }),
    },
  );
  // A digest may ask about it.
  if (saved.ok) await refreshHygieneRows(context, saved.file.deal, post);
  return replyMoved(context, { seen, saved });
}

async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  if (rest.trim() === '') return { kind: 'say', message: textMessage(context.m.closing.whichLost) };
  const split = await resolveLeadingDeal(context, rest);
  if (split === undefined) {
    const found = await findDeal(context, rest, { openOnly: true });
    if (found.kind !== 'one') return askWhichDeal(context, found, { id: LOST, text: context.m.closing.chooseLost });
    return askLostReason(context, { number: found.deal.number, version: found.deal.version }, { loaded: found.file });
  }
  if (split.kind !== 'one') return askWhichDeal(context, split, { id: LOST, text: context.m.closing.chooseLost });
  const seen = { number: split.deal.number, version: split.deal.version };
  const reason = matchLostReason(split.rest, reasonAliases(dealPipeline(context, split.deal).lostReasons));
  return reason === undefined
    ? askLostReason(context, seen, { note: normalizeText(split.rest), loaded: split.file })
    : closeAsLost(context, seen, { reasonId: reason.id, loaded: split.file });
}

/** Closing a deal as lost, with a reason. */
export const lostFlow = {
  dealCommands: { lost: { takesDeal: 'text', opensForm: true, run: runCommand } },
  buttons: {
    [LOST]: {
      opensForm: true,
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : askLostReason(context, seen);
      },
    },
  },
  forms: {
    [LOST_FORM]: submitHandler(lostFormData, async (context, form, { deal, post }) => {
      const reason = form.choice(LOST_FIELDS.reason);
      const file = await context.deals.file(deal.number);
      if (reason === null || !inPipelineOf(context, file?.deal).pipeline.lostReasons.some((each) => each.id === reason)) {
        return { kind: 'errors', errors: { [LOST_FIELDS.reason]: context.m.refusals.noSuchReason } };
      }
      return closeAsLost(context, deal, { reasonId: reason, note: form.text(LOST_FIELDS.note) ?? '', post, loaded: file });
    }),
  },
} satisfies Flow;
