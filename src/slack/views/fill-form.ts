import type { ModalView } from '@slack/types';
import type { DealFile } from '../../core/deal.ts';
import type { Pipeline } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { question } from './advance-form.ts';
import { modal } from './blocks.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { rich } from './text.ts';

/** Callback id of the form that fills in what a deal was moved past. */
export const FILL_FORM = 'deal.save-missing';

/** Asks for what a deal was moved past, where it stands. */
export function fillForm(m: Messages, file: DealFile, pipeline: Pipeline): ModalView {
  const criteria = pipeline.stages.flatMap((stage) => stage.criteria).filter(({ id }) => file.deal.missing.includes(id));
  return modal({
    id: FILL_FORM,
    title: m.morning.fillTitle,
    submit: m.morning.fillSubmit,
    close: m.common.cancel,
    data: dealValue(file.deal),
    blocks: [rich(`*${dealTitle(file.deal)}*`), ...criteria.map((criterion) => question(m, criterion))],
  });
}
