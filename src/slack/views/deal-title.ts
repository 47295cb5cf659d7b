import { type Deal, dealRef } from '../../core/deal.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { literal, type Tagged } from './text.ts';

const NAME_LIMIT = 50;

/** `D-141 Bielik`, exactly as typed. */
export const dealTitle = (deal: Pick<Deal, 'number' | 'name'>): Tagged => `${dealRef(deal)} ${literal(deal.name, NAME_LIMIT)}`;

/** The stage's short name, or what the deal became: Won, Lost. */
export function whereItIs(deal: Deal, pipeline: Pipeline): Tagged {
  const kind = deal.outcome === 'won' || deal.outcome === 'lost' ? deal.outcome : undefined;
  const stage = kind === undefined ? stageById(pipeline, deal.stageId) : pipeline.stages.find((each) => each.kind === kind);
  return literal(stage?.shortName ?? deal.stageId, 20);
}

/** `D-141 Bielik · 48k PLN · Offer`; the value is left out where there is none. */
export function dealLine(m: Messages, deal: Deal, pipeline: Pipeline): Tagged {
  const value = deal.valueMinor === null ? [] : [m.f.shortMoney(deal.valueMinor, deal.currency)];
  return [dealTitle(deal), ...value, whereItIs(deal, pipeline)].join(' · ');
}
