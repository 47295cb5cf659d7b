import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { StageId } from '../../../../core/ids.ts';
import type { StageStock } from '../../../../core/money/amount.ts';
import { openStages, type Pipeline, type Stage } from '../../../../core/pipeline/stage.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../../locale/safe-text.ts';
import { buttons, modal, row } from '../../kit/blocks.ts';
import { roundAmount } from '../../kit/figures.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import { literal, richText } from '../../kit/text.ts';

/** Opens the stages; the page of one; its forms. Values are ids, `new` of what is to be added. */
export const OPEN_PIPELINE = 'pipeline.open';
export const OPEN_STAGE = 'pipeline.stage';
export const EDIT_STAGE = 'pipeline.edit-stage';
/** Suffix `up` or `down`. */
export const PLACE_STAGE = 'pipeline.place';
export const REMOVE_STAGE = 'pipeline.remove';
/** Value: the stage, a space, and the criterion. */
export const EDIT_CRITERION = 'pipeline.criterion';
export const DROP_CRITERION = 'pipeline.drop-criterion';
export const OPEN_REASONS = 'pipeline.reasons';
export const EDIT_REASON = 'pipeline.reason';
export const DROP_REASON = 'pipeline.drop-reason';
/** Takes the change back that was just made; the value is its id. */
export const UNDO_PIPELINE = 'pipeline.undo';

/** The value of a button for what is not there yet. */
export const NEW = 'new';

/**
 * What every page and form of the editor holds: the pipeline's version that was seen, what it is about, and which effects were told before
 * they are saved.
 */
export const pipelineFormData = defineFormData(
  z.object({
    version: z.number(),
    stageId: z.string().optional(),
    criterionId: z.string().optional(),
    reasonId: z.string().optional(),
    told: z.string().optional(),
  }),
);
export type PipelineFormData = DataOf<typeof pipelineFormData>;

/** What stands on top of a page: what was just done, and the way back; or that somebody was faster. */
export type Notice = { readonly text: SafeText; readonly changeId?: string | null };

export const noticeBlocks = (m: Messages, notice: Notice | undefined): readonly KnownBlock[] =>
  notice === undefined
    ? []
    : [
        richText(notice.text),
        ...buttons(notice.changeId == null ? undefined : { id: UNDO_PIPELINE, text: m.common.undo, value: notice.changeId }),
        { type: 'divider' },
      ];

/** What a page is made of. */
export type PipelinePage = {
  readonly pipeline: Pipeline;
  readonly stock: readonly StageStock[];
  readonly notice?: Notice | undefined;
};

/** The open deals of a stage and their value; undefined: no deal there has one. */
export function stageHolding(
  m: Messages,
  { pipeline, stock }: Pick<PipelinePage, 'pipeline' | 'stock'>,
  id: StageId,
): { readonly count: number; readonly value: SafeText | undefined } {
  const held = stock.find(({ stageId }) => stageId === id);
  const minor = held?.valueMinor ?? 0;
  return {
    count: held?.count ?? 0,
    value: minor === 0 ? undefined : roundAmount(m, { minor, currency: pipeline.currency }),
  };
}

const asks = (m: Messages, { criteria }: Stage): SafeText =>
  m.pipeline.asks(criteria.filter(({ required }) => required).length, criteria.filter(({ required }) => !required).length);

function stageRow(m: Messages, page: PipelinePage, stage: Stage): KnownBlock {
  const { id, position, kind } = stage;
  const name = literal(stage.name, 60);
  const { count, value } = stageHolding(m, page, id);
  const text =
    kind === 'open'
      ? m.pipeline.stageLine({ position, name, holds: m.pipeline.holds(count, value), asks: asks(m, stage) })
      : m.pipeline.closedLine(name, kind === 'won' ? asks(m, stage) : safe``);
  return row(text, { id: `${OPEN_STAGE}:${position}`, text: m.pipeline.edit, value: id });
}

/** All stages, each with what it holds and asks for. */
export function pipelineListView(m: Messages, page: PipelinePage): ModalView {
  const { pipeline, notice } = page;
  return modal({
    id: 'pipeline.list',
    title: m.pipeline.title,
    close: m.common.close,
    data: pipelineFormData.encode({ version: pipeline.version }),
    blocks: [
      ...noticeBlocks(m, notice),
      richText(m.pipeline.intro),
      ...pipeline.stages.map((stage) => stageRow(m, page, stage)),
      ...buttons(
        { id: EDIT_STAGE, text: m.pipeline.addStage, value: NEW },
        { id: OPEN_REASONS, text: m.pipeline.reasons, value: 'all' },
      ),
    ],
  });
}

/** One stage whole: names, numbers, what it asks for and what to do there; and everything that can be done with it. */
export function stagePageView(m: Messages, page: PipelinePage, stage: Stage): ModalView {
  const { pipeline, notice } = page;
  const words = m.pipeline;
  const { id, kind, criteria, actions } = stage;
  const isOpen = kind === 'open';
  const place = openStages(pipeline).findIndex((each) => each.id === id);
  const { count, value } = stageHolding(m, page, id);
  const facts = [
    words.names(literal(stage.name, 60), literal(stage.shortName, 20)),
    ...(stage.meaning === '' ? [] : [literal(stage.meaning, 300)]),
    ...(isOpen
      ? [
          words.holds(count, value),
          words.numbers({
            percent: Math.round(stage.startingProbability * 100),
            minimum: stage.minimum,
            days: stage.ageingDays,
          }),
        ]
      : []),
  ];
  const todo = actions.length === 0 ? [words.noActions] : actions.map(({ text }) => safe`• ${literal(text, 150)}`);
  return modal({
    id: 'pipeline.page',
    title: words.title,
    close: m.common.close,
    data: pipelineFormData.encode({ version: pipeline.version, stageId: id }),
    blocks: [
      ...noticeBlocks(m, notice),
      richText(joinSafe(facts, '\n')),
      ...(kind === 'lost' ? [] : [richText(joinSafe([words.actionsTitle, ...todo], '\n'))]),
      ...buttons(
        { id: EDIT_STAGE, text: words.editDetails, value: id },
        place > 0 ? { id: `${PLACE_STAGE}:up`, text: words.moveUp, value: id } : undefined,
        isOpen && place < openStages(pipeline).length - 1
          ? { id: `${PLACE_STAGE}:down`, text: words.moveDown, value: id }
          : undefined,
        isOpen ? { id: REMOVE_STAGE, text: words.remove, value: id, style: 'danger' } : undefined,
      ),
      ...(kind === 'lost'
        ? []
        : [
            { type: 'divider' } as const,
            richText(
              joinSafe(
                [
                  words.criteriaTitle,
                  ...(criteria.length === 0 ? [words.noCriteria] : []),
                  ...(isOpen && criteria.length > 0 ? [stage.strict ? words.strictNote : words.looseNote] : []),
                ],
                '\n',
              ),
            ),
            ...criteria.map(({ id: criterionId, text, required, field }, index) =>
              row(words.criterionLine({ text: literal(text, 80), required, field: words.fields[field ?? 'tick'] }), {
                id: `${EDIT_CRITERION}:${index}`,
                text: words.change,
                value: `${id} ${criterionId}`,
              }),
            ),
          ]),
      ...buttons(
        kind === 'lost' ? undefined : { id: `${EDIT_CRITERION}:${NEW}`, text: words.addCriterion, value: `${id} ${NEW}` },
        { id: OPEN_PIPELINE, text: words.backToStages, value: 'all' },
      ),
    ],
  });
}

/** The reasons why deals are lost. */
export function reasonsPageView(m: Messages, { pipeline, notice }: PipelinePage): ModalView {
  return modal({
    id: 'pipeline.reasons-page',
    title: m.pipeline.reasons,
    close: m.common.close,
    data: pipelineFormData.encode({ version: pipeline.version }),
    blocks: [
      ...noticeBlocks(m, notice),
      richText(m.pipeline.reason.intro),
      ...pipeline.lostReasons.map(({ id, text }, index) =>
        row(literal(text, 80), { id: `${EDIT_REASON}:${index}`, text: m.pipeline.change, value: id }),
      ),
      ...buttons(
        { id: `${EDIT_REASON}:${NEW}`, text: m.pipeline.reason.add, value: NEW },
        { id: OPEN_PIPELINE, text: m.pipeline.backToStages, value: 'all' },
      ),
    ],
  });
}

/** A stage as a sentence names it. */
export const stageText = ({ shortName }: Pick<Stage, 'shortName'>): SafeText => literal(shortName, 20);
