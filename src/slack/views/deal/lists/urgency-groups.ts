import type { Deal } from '../../../../core/deal/deal.ts';
import { type AttentionReason, attentionReasons } from '../../../../core/deal/hygiene/attention.ts';
import { type Pipeline, stageById } from '../../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import { stageOrOutcome } from '../deal-title.ts';
import { type PipelineContext, rowPipeline } from '../row-pipeline.ts';
import { rowValueParts } from './deal-row.ts';

type Urgency = AttentionReason['kind'] | 'calm';

/** A deal with the most urgent thing that it needs. */
type Needy<Item> = { readonly item: Item; readonly need: AttentionReason | undefined };

/** Deals under one heading: what they have in common is said there once. */
export type UrgencyGroup<Item> = { readonly kind: Urgency; readonly deals: readonly Needy<Item>[] };

type DayContext = PipelineContext & { readonly today: PlainDate; readonly timeZone: string };

/** Deals by what they need most, in the order in which they come. */
export function groupByUrgency<Item>(
  items: readonly Item[],
  dealOf: (item: Item) => Deal,
  { pipeline, pipelines, ...day }: DayContext,
): readonly UrgencyGroup<Item>[] {
  const groups = new Map<Urgency, Needy<Item>[]>();
  for (const item of items) {
    const deal = dealOf(item);
    const [need] = attentionReasons(deal, stageById(rowPipeline({ pipeline, pipelines }, deal), deal.stageId), day);
    const kind = need?.kind ?? 'calm';
    groups.set(kind, [...(groups.get(kind) ?? []), { item, need }]);
  }
  return [...groups].map(([kind, deals]) => ({ kind, deals }));
}

/** What a row says beside the deal's name: its worth, the date or the days that its heading is about, its stage. */
export function urgencyParts(
  m: Messages,
  { deal, need }: { readonly deal: Deal; readonly need: AttentionReason | undefined },
  pipeline: Pipeline,
): readonly SafeText[] {
  return [...rowValueParts(m, deal, pipeline), ...needParts(m, deal, need), stageOrOutcome(deal, pipeline)];
}

function needParts(m: Messages, deal: Deal, need: AttentionReason | undefined): readonly SafeText[] {
  switch (need?.kind) {
    case 'nextStepDue':
    case 'pastClose':
      return [m.f.shortDay(need.on)];
    case 'ageing':
      return [m.lists.days(need.days)];
    case 'incomplete':
      return [];
    case undefined:
      return deal.closeOn === null ? [] : [m.f.shortDay(deal.closeOn)];
  }
}
