import { blockOn } from './blocks.ts';
import { boolean, type Check, list, objectOfType, problem, type Rule, string } from './check.ts';
import { id, plainText } from './composition.ts';
import { recordsIn } from './json-record.ts';
import { LIMITS } from './limits.ts';

const common = {
  private_metadata: string({ min: 0, max: LIMITS.view.privateMetadata }),
  callback_id: string({ min: 0, max: LIMITS.id }),
};
const shortText = plainText(LIMITS.view.title);

/** reference/views/modal-views: a modal that asks for something must offer a button to send it. */
const submitForInputs: Rule = (view, pointer) =>
  view['submit'] === undefined && recordsIn(view['blocks']).some((block) => block['type'] === 'input')
    ? [problem('missing required field: submit (there is an input block)', pointer)]
    : [];

/** reference/views/modal-views. */
export const modalView: Check = objectOfType(
  'modal',
  {
    required: { title: shortText, blocks: list(blockOn('modal'), { max: LIMITS.view.blocks }) },
    optional: {
      ...common,
      external_id: id,
      submit: shortText,
      close: shortText,
      clear_on_close: boolean,
      notify_on_close: boolean,
    },
  },
  submitForInputs,
);

/** reference/views/home-tab-views. */
export const homeView: Check = objectOfType('home', {
  required: { blocks: list(blockOn('home'), { max: LIMITS.view.blocks }) },
  optional: { ...common, external_id: id },
});
