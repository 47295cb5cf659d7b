import type { ModalView, PlainTextOption } from '@slack/types';
import type { Deal } from '../../../../core/deal/deal.ts';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe } from '../../../../locale/safe-text.ts';
import { contextLine, field, modal, option } from '../../kit/blocks.ts';
import { stageName } from '../../kit/stage-name.ts';
import { literal, richText } from '../../kit/text.ts';
import { dealButtonValue } from '../deal-button-value.ts';
import { type PipelineContext, pipelineParts, rowPipeline } from '../row-pipeline.ts';
import { phoneLine, rowValueParts } from './deal-row.ts';

/** Callback id of the form, and its fields. */
export const SEVERAL_FORM = 'deal.save-several';
export const SEVERAL_FIELDS = { owner: 'owner', closeOn: 'closeOn', step: 'step', stepOn: 'stepOn', reason: 'reason' } as const;

/** Deals that one form offers, and boxes of one of its fields: Slack's limit. */
export const MAX_SEVERAL = 100;
const BOXES = 10;
/** Names of the fields with boxes: each holds deals as their buttons carry them. */
export const DEAL_FIELDS: readonly string[] = Array.from({ length: MAX_SEVERAL / BOXES }, (_, index) => `deals${index}`);

/** The reasons of a loss of all pipelines, each once; one that not all of them have says whose it is. */
function lossReasons(pipelines: readonly Pipeline[]): readonly PlainTextOption[] {
  const all = pipelines.flatMap((pipeline) => pipeline.lostReasons.map((reason) => ({ ...reason, pipeline })));
  return all
    .filter(({ id }, index) => all.findIndex((each) => each.id === id) === index)
    .map(({ id, text, pipeline }) => {
      const isEverywhere = all.filter((each) => each.id === id).length === pipelines.length;
      const words = isEverywhere ? [literal(text, 75)] : [literal(text, 45), literal(pipeline.name, 24)];
      return option(joinSafe(words, ' · '), id);
    });
}

/** Boxes for the deals of a list, and what can be changed of all that are ticked. */
export function severalForm(
  m: Messages,
  { deals, total, solo }: { readonly deals: readonly Deal[]; readonly total: number; readonly solo: boolean },
  context: PipelineContext,
): ModalView {
  const words = m.several;
  const shown = deals.slice(0, MAX_SEVERAL);
  const ofShown = shown.length === 0 ? [context.pipeline] : [...new Set(shown.map((deal) => rowPipeline(context, deal)))];
  const named = ofShown.length > 1 ? context : {};
  const groups = DEAL_FIELDS.flatMap((name, index) => {
    const from = index * BOXES;
    const some = shown.slice(from, from + BOXES);
    if (some.length === 0) return [];
    const options = some.map((deal) => {
      const pipeline = rowPipeline(context, deal);
      const line = phoneLine(deal, [...rowValueParts(m, deal, pipeline), stageName(pipeline, deal.stageId)]);
      return option(joinSafe([line, ...pipelineParts(named, deal)], ' · '), dealButtonValue(deal));
    });
    const label = words.pick(from + 1, from + some.length);
    return [field(name, label, { type: 'checkboxes', options, optional: true })];
  });
  return modal({
    id: SEVERAL_FORM,
    title: words.title,
    submit: words.save,
    close: m.common.cancel,
    blocks: [
      richText(joinSafe([words.intro, ...(total > shown.length ? [words.first(shown.length, total)] : [])], ' ')),
      ...groups,
      ...(solo ? [] : [field(SEVERAL_FIELDS.owner, words.owner, { type: 'users_select', optional: true })]),
      field(SEVERAL_FIELDS.closeOn, words.closeOn, { type: 'datepicker', optional: true }),
      field(SEVERAL_FIELDS.step, words.step, { type: 'plain_text_input', max_length: 200, optional: true }),
      field(SEVERAL_FIELDS.stepOn, words.stepOn, { type: 'datepicker', optional: true }),
      field(SEVERAL_FIELDS.reason, words.drop, {
        type: 'static_select',
        options: lossReasons(ofShown).slice(0, 100),
        optional: true,
      }),
      contextLine(words.oneAtATime),
    ],
  });
}
