import { lose } from '../../../core/deal/close.ts';
import { reasonAliases } from '../../../core/deal/pipeline-templates.ts';
import { matchLostReason } from '../../../input/lost-reason.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { askLostReason } from '../../steps/ask-lost-reason.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { refreshHygieneRows } from '../../steps/refresh-hygiene-rows.ts';
import { splitByDeal } from '../../steps/split-deal.ts';
import { LOST } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { LOST_FIELDS, LOST_FORM, lostFormData } from '../../views/deal/forms/lost-form.ts';
import { moveReply } from '../../views/deal/move-reply.ts';
import { refusalMessage } from '../../views/deal/refusal-message.ts';
import { whichDeal } from '../../views/deal/which-deal.ts';
import { textMessage } from '../../views/kit/blocks.ts';

async function closeAsLost(
  visit: RequestContext,
  seen: SeenDeal,
  { reasonId, note = '', post = null }: { readonly reasonId: string; readonly note?: string; readonly post?: string | null },
): Promise<Reply> {
  const saved = await visit.tenant.deals.change(
    seen.number,
    (file) => lose(file, { pipeline: visit.pipeline, reasonId, note }, visit.act),
    {
      ...visit.writeRequest(),
      ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
    },
  );
  // A digest may ask about it.
  if (saved.ok) await refreshHygieneRows(visit, saved.file.deal, post);
  const context = await loadRefusalContext(visit);
  const message = saved.ok ? moveReply(visit.m, saved, context) : refusalMessage(visit.m, { saved, asked: seen }, context);
  return { kind: 'say', message };
}

async function runCommand(visit: RequestContext, rest: string): Promise<Reply> {
  if (rest.trim() === '') return { kind: 'say', message: textMessage(visit.m.closing.whichLost) };
  const split = await splitByDeal(visit, rest);
  if (split === undefined) {
    const found = await findDeal(visit, rest, { openOnly: true });
    if (found.kind !== 'one')
      return {
        kind: 'say',
        message: whichDeal(visit.m, found, { pipeline: visit.pipeline, choose: { id: LOST, text: visit.m.closing.chooseLost } }),
      };
    return askLostReason(visit, { number: found.deal.number, version: found.deal.version });
  }
  if (split.kind !== 'one')
    return {
      kind: 'say',
      message: whichDeal(visit.m, split, { pipeline: visit.pipeline, choose: { id: LOST, text: visit.m.closing.chooseLost } }),
    };
  const seen = { number: split.deal.number, version: split.deal.version };
  const reason = matchLostReason(split.rest, reasonAliases(visit.pipeline.lostReasons));
  return reason === undefined
    ? askLostReason(visit, seen, { note: normalizeText(split.rest) })
    : closeAsLost(visit, seen, { reasonId: reason.id });
}

/** Closing a deal as lost, with a reason. */
export const lostFlow = {
  dealCommands: { lost: { takesDeal: 'text', opensForm: true, run: runCommand } },
  buttons: {
    [LOST]: {
      opensForm: true,
      run: async (visit, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined ? { kind: 'say', message: textMessage(visit.m.common.gone) } : askLostReason(visit, seen);
      },
    },
  },
  forms: {
    [LOST_FORM]: submitHandler(lostFormData, async (visit, form, { deal, post }) => {
      const reason = form.choice(LOST_FIELDS.reason);
      if (reason === null || !visit.pipeline.lostReasons.some((each) => each.id === reason)) {
        return { kind: 'errors', errors: { [LOST_FIELDS.reason]: visit.m.refusals.noSuchReason } };
      }
      return closeAsLost(visit, deal, { reasonId: reason, note: form.text(LOST_FIELDS.note) ?? '', post });
    }),
  },
} satisfies Flow;
