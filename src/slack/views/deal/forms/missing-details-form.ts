import type { ModalView } from '@slack/types';
import type { DealFile } from '../../../../core/deal/deal.ts';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { safe } from '../../../../locale/safe-text.ts';
import { modal } from '../../kit/blocks.ts';
import { richText } from '../../kit/text.ts';
import { dealFormData } from '../deal-form-data.ts';
import { dealTitle } from '../deal-title.ts';
import { criterionInput } from './advance-form.ts';

/** Callback id of the form that fills in what a deal was moved past. */
export const MISSING_DETAILS_FORM = 'deal.save-missing';

/** Asks for what a deal was moved past, where it stands. */
export function missingDetailsForm(m: Messages, file: DealFile, pipeline: Pipeline): ModalView {
  const criteria = pipeline.stages.flatMap((stage) => stage.criteria).filter(({ id }) => file.deal.missing.includes(id));
  return modal({
    id: MISSING_DETAILS_FORM,
    title: m.morning.fillTitle,
    submit: m.morning.fillSubmit,
    close: m.common.cancel,
    data: dealFormData.encode({ deal: file.deal }),
    blocks: [richText(safe`*${dealTitle(file.deal)}*`), ...criteria.map((criterion) => criterionInput(m, criterion))],
  });
}
