import type { Deal } from '../core/deal/deal.ts';
import type { DealMatch } from '../core/deal/deal-match.ts';
import type { SaveResult } from '../core/deal/save-result.ts';
import type { SafeText } from '../locale/safe-text.ts';
import { inPipelineOf } from '../slack/request/deal-pipeline.ts';
import type { RequestContext } from '../slack/request/flow.ts';
import { loadRefusalContext } from '../slack/request/refusal-context.ts';
import { dealDisambiguation } from '../slack/views/deal/lists/deal-disambiguation.ts';
import { refusalMessage } from '../slack/views/deal/refusal-message.ts';
import { toPlainText } from '../slack/views/kit/text.ts';
import { toDealOutput } from './deal-output.ts';
import { plainMessage } from './plain-message.ts';
import type { RefusalCode, ToolRefusal } from './tool.ts';

/** A refusal with nothing but its sentence. */
export const refuseTool = (code: RefusalCode, sentence: SafeText): ToolRefusal => ({
  ok: false,
  code,
  message: toPlainText(sentence),
});

/** Why a change was not saved, as Slack says it. */
export async function refuseSave(
  asked: RequestContext,
  number: number | undefined,
  saved: Extract<SaveResult, { ok: false }>,
): Promise<ToolRefusal> {
  const file = saved.why === 'noSuchDeal' ? undefined : saved.file;
  const context = inPipelineOf(asked, file?.deal);
  const { members, ...place } = await loadRefusalContext(context);
  const message = refusalMessage(context.m, { saved, asked: { number } }, { ...place, members });
  const about = saved.why === 'refused' && saved.refusal.why === 'duplicate' ? saved.refusal.other : file?.deal;
  const refused = {
    ok: false as const,
    code: saved.why === 'refused' ? saved.refusal.why : saved.why,
    message: plainMessage(message, members),
    ...(about === undefined ? {} : { deals: [toDealOutput(context, about, members)] }),
  };
  if (saved.why !== 'refused' || saved.refusal.why !== 'missing') return refused;
  const { criteria, mayMoveAnyway } = saved.refusal;
  const missing = criteria.map(({ id, text, field }) => ({ id, text, field: field ?? null }));
  return { ...refused, missing, mayMoveAnyway };
}

/** Which deal was meant is not clear, or none was. */
export async function refuseMatch(context: RequestContext, found: Exclude<DealMatch, { kind: 'one' }>): Promise<ToolRefusal> {
  const { members } = await loadRefusalContext(context);
  const { m, pipeline, pipelines, member } = context;
  const message = dealDisambiguation(m, found, { pipeline, pipelines, asker: member });
  const candidates: readonly Deal[] = found.kind === 'several' ? found.deals : found.nearest;
  return {
    ok: false,
    code: found.kind === 'several' ? 'severalFit' : 'noSuchDeal',
    message: plainMessage({ ...message, blocks: message.blocks.slice(0, 1) }, members),
    deals: candidates.map((deal) => toDealOutput(context, deal, members)),
  };
}
