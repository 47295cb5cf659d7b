import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { ChannelId } from '../../../../core/ids.ts';
import { DEAL_VISIBILITIES } from '../../../../core/people/viewer.ts';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { field, modal, option } from '../../kit/blocks.ts';
import { defineFormData } from '../../kit/form-data.ts';
import { literal } from '../../kit/text.ts';
import { select } from './setup-form.ts';

/** A channel that gets posts. */
export type NamedChannel = { readonly id: ChannelId; readonly name: string };

/** Opens the form of who sees a pipeline's deals; the value is the pipeline. */
export const OPEN_PIPELINE_VISIBILITY = 'pipelines.visibility';

/** Callback id of the form, and its fields. */
export const PIPELINE_VISIBILITY_FORM = 'pipelines.save-visibility';
export const VISIBILITY_FIELDS = { who: 'who', channels: 'channels' } as const;

export const visibilityFormData = defineFormData(z.object({ id: z.string() }));

/** Slack takes so many boxes in a row. */
const MAX_CHANNELS = 10;

/** Who sees the single deals of a pipeline. @param channels those that get its posts: any of them may show its deals. */
export function pipelineVisibilityForm(
  m: Messages,
  { id, visibility = 'everybody', shownIn = [] }: Pick<Pipeline, 'id' | 'visibility' | 'shownIn'>,
  channels: readonly NamedChannel[],
): ModalView {
  const v = m.pipelines.visibility;
  const who = DEAL_VISIBILITIES.map((each) => option(v.who[each], each));
  const boxes = channels
    .slice(0, MAX_CHANNELS)
    .map((each) => ({ id: each.id, box: option(literal(`#${each.name}`, 60), each.id) }));
  const chosen = boxes.filter((each) => shownIn.includes(each.id)).map(({ box }) => box);
  const showing =
    boxes.length === 0
      ? []
      : [
          field(VISIBILITY_FIELDS.channels, v.channels, {
            type: 'checkboxes',
            options: boxes.map(({ box }) => box),
            ...(chosen.length === 0 ? {} : { initial_options: chosen }),
            optional: true,
            hint: v.channelsHint,
          }),
        ];
  return modal({
    id: PIPELINE_VISIBILITY_FORM,
    title: v.title,
    submit: m.pipelines.form.save,
    close: m.common.cancel,
    data: visibilityFormData.encode({ id }),
    blocks: [field(VISIBILITY_FIELDS.who, v.label, { ...select(who, visibility), hint: v.hint }), ...showing],
  });
}
