import type { Deal } from '../deal/deal.ts';
import { attentionReasons, type LocalDay } from '../deal/hygiene/attention.ts';
import type { DealNumber, StageId } from '../ids.ts';
import { type Pipeline, stageById } from '../pipeline/stage.ts';

/** An open deal that is in its stage for longer than is usual there, with nothing planned; `usualDays`: from when on that is so. */
export type AgeingLine = {
  readonly number: DealNumber;
  readonly name: string;
  readonly ownerId: string;
  /** In the pipeline's currency; null: none. */
  readonly valueMinor: number | null;
  readonly stageId: StageId;
  readonly days: number;
  readonly usualDays: number;
};

/** The ageing deals among some, longest beyond what is usual first. */
export function ageingLines(deals: readonly Deal[], pipeline: Pipeline, day: LocalDay): readonly AgeingLine[] {
  return deals
    .flatMap((deal): readonly AgeingLine[] => {
      const stage = stageById(pipeline, deal.stageId);
      const ageing = attentionReasons(deal, stage, day).find(({ kind }) => kind === 'ageing');
      if (stage === undefined || ageing?.kind !== 'ageing') return [];
      const { number, name, ownerId, pipelineValueMinor: valueMinor, stageId } = deal;
      return [{ number, name, ownerId, valueMinor, stageId, days: ageing.days, usualDays: stage.ageingDays }];
    })
    .toSorted((a, b) => b.days - b.usualDays - (a.days - a.usualDays) || a.number - b.number);
}
