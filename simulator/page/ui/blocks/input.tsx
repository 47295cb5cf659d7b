import { type JsonRecord, recordIn, stringIn } from '../../../block-kit/json-record.ts';
import { Element } from '../elements/element.tsx';
import { usePage } from '../state/page-context.ts';
import { useSurface } from '../state/surface.ts';
import { plainWords, Text } from '../text/text.tsx';

/** Elements that are a group of controls, which a label cannot be for: the group carries its name itself. */
const GROUPS = new Set(['checkboxes', 'radio_buttons']);

/** An input with its label, hint and the complaint about it. */
export function Input({ block }: { readonly block: JsonRecord }) {
  const { words } = usePage();
  const { errors } = useSurface();
  const blockId = stringIn(block, 'block_id') ?? '';
  const element = recordIn(block, 'element') ?? {};
  const error = Object.hasOwn(errors, blockId) ? errors[blockId] : undefined;
  const hint = recordIn(block, 'hint');
  const id = `input-${blockId}`;
  const described = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' ');
  const label = (
    <>
      <Text of={recordIn(block, 'label')} />
      {block['optional'] === true && <span class="optional"> ({words.optional})</span>}
    </>
  );
  const rest = (
    <>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          <Text of={hint} />
        </p>
      )}
      {error !== undefined && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </>
  );
  const placed = {
    element,
    block,
    id,
    label: plainWords(recordIn(block, 'label')),
    isInvalid: error !== undefined,
    ...(described === '' ? {} : { describedBy: described }),
  };
  if (GROUPS.has(stringIn(element, 'type') ?? ''))
    return (
      <>
        <span class="label">{label}</span>
        <Element {...placed} />
        {rest}
      </>
    );
  return (
    <>
      <label for={id}>{label}</label>
      <Element {...placed} />
      {rest}
    </>
  );
}
