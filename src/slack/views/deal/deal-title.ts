import type { Deal } from '../../../core/deal/deal.ts';
import { type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { literal } from '../kit/text.ts';
import { shortValueParts } from './deal-value.ts';

const NAME_LIMIT = 50;

/** `D-141`. */
export const dealNumber = ({ number }: Pick<Deal, 'number'>): SafeText => safe`D-${number}`;

/** `D-141 Bielik`, exactly as typed. */
export const dealTitle = (deal: Pick<Deal, 'number' | 'name'>): SafeText =>
  safe`${dealNumber(deal)} ${literal(deal.name, NAME_LIMIT)}`;

/** The stage's short name, or what the deal became: Won, Lost. */
export function stageOrOutcome(deal: Pick<Deal, 'outcome' | 'stageId'>, pipeline: Pipeline): SafeText {
  const kind = deal.outcome === 'won' || deal.outcome === 'lost' ? deal.outcome : undefined;
  const stage = kind === undefined ? stageById(pipeline, deal.stageId) : pipeline.stages.find((each) => each.kind === kind);
  return literal(stage?.shortName ?? deal.stageId, 20);
}

/** `D-141 Bielik · 48k PLN · Offer`; the value is left out where there is none. */
export function dealLine(m: Messages, deal: Deal, pipeline: Pipeline): SafeText {
  return joinSafe([dealTitle(deal), ...shortValueParts(m, deal), stageOrOutcome(deal, pipeline)], ' · ');
}
