import type { ComponentType } from 'preact';
import { stringIn } from '../../../block-kit/json-record.ts';
import { Unknown } from '../blocks/unknown.tsx';
import { Button, FeedbackButtons, IconButton, WorkflowButton } from './button.tsx';
import { DateField } from './date-field.tsx';
import { FileField } from './file-field.tsx';
import { Options } from './options.tsx';
import { Overflow } from './overflow.tsx';
import { elementAddress, type PlacedElementProps } from './placed-element.ts';
import { Select } from './select.tsx';
import { TextField } from './text-field.tsx';

const DRAWN: { readonly [type: string]: ComponentType<PlacedElementProps> } = {
  button: Button,
  workflow_button: WorkflowButton,
  icon_button: IconButton,
  feedback_buttons: FeedbackButtons,
  overflow: Overflow,
  checkboxes: Options,
  radio_buttons: Options,
  datepicker: DateField,
  timepicker: DateField,
  datetimepicker: DateField,
  file_input: FileField,
  plain_text_input: TextField,
  number_input: TextField,
  email_text_input: TextField,
  url_text_input: TextField,
  rich_text_input: TextField,
  static_select: Select,
  external_select: Select,
  users_select: Select,
  conversations_select: Select,
  channels_select: Select,
  multi_static_select: Select,
  multi_external_select: Select,
  multi_users_select: Select,
  multi_conversations_select: Select,
  multi_channels_select: Select,
};

/** One interactive element; what is not known leaves its JSON. */
export function Element(placed: PlacedElementProps) {
  const type = stringIn(placed.element, 'type') ?? '';
  const Drawn = Object.hasOwn(DRAWN, type) ? DRAWN[type] : undefined;
  const { blockId, actionId } = elementAddress(placed);
  return (
    <div class="element" data-type={type} data-block-id={blockId} data-action-id={actionId}>
      {Drawn === undefined ? <Unknown json={placed.element} /> : <Drawn {...placed} />}
    </div>
  );
}
