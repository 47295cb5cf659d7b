import { useId } from 'preact/hooks';
import { recordIn, recordsIn, stringIn } from '../../../block-kit/json-record.ts';
import { inputState, useSurface } from '../state/surface.ts';
import { Text } from '../text/text.tsx';
import { accessibleName, elementAddress, type PlacedElementProps } from './placed-element.ts';
import { useDraft } from './use-draft.ts';
import { useElement } from './use-element.ts';

/** Checkboxes or radio buttons. */
export function Options(placed: PlacedElementProps) {
  const { element, describedBy, isInvalid = false } = placed;
  const surface = useSurface();
  const name = useId();
  const { use } = useElement(placed);
  const { blockId, actionId } = elementAddress(placed);
  const state = inputState(surface, blockId, actionId);
  const areMany = element['type'] === 'checkboxes';
  const chosen = areMany ? recordsIn(state?.['selected_options']) : [state && recordIn(state, 'selected_option')];
  const [values, setValues] = useDraft(chosen.flatMap((option) => (option && stringIn(option, 'value')) ?? []));
  const pick = (value: string, isOn: boolean) => {
    const all = recordsIn(element['options']).map((option) => stringIn(option, 'value') ?? '');
    const wanted = areMany ? all.filter((each) => (each === value ? isOn : values.includes(each))) : [value];
    setValues(wanted);
    void use(areMany ? wanted : value).then((isDone) => !isDone && setValues(null));
  };
  return (
    <fieldset
      class="options"
      aria-label={accessibleName(placed)}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      data-invalid={isInvalid}
    >
      {recordsIn(element['options']).map((option) => {
        const value = stringIn(option, 'value') ?? '';
        const description = recordIn(option, 'description');
        return (
          <label key={value} class="option">
            <input
              type={areMany ? 'checkbox' : 'radio'}
              name={name}
              checked={values.includes(value)}
              onChange={({ currentTarget }) => pick(value, currentTarget.checked)}
            />
            <span>
              <span class="text">
                <Text of={recordIn(option, 'text')} />
              </span>
              {description !== undefined && (
                <small>
                  <Text of={description} />
                </small>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
