import { stringIn } from '../../../block-kit/json-record.ts';
import { inputState, useSurface } from '../state/surface.ts';
import { accessibleName, elementAddress, type PlacedElementProps } from './placed-element.ts';
import { useDraft } from './use-draft.ts';
import { useElement } from './use-element.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** An instant in seconds as a field of this browser shows it, `YYYY-MM-DDTHH:mm`. */
function localTime(seconds: number): string {
  const at = new Date(seconds * 1000);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

type Kind = { readonly type: 'date' | 'time' | 'datetime-local'; readonly field: string };

const KINDS: { readonly [type: string]: Kind } = {
  datepicker: { type: 'date', field: 'selected_date' },
  timepicker: { type: 'time', field: 'selected_time' },
  datetimepicker: { type: 'datetime-local', field: 'selected_date_time' },
};

/** A date, a time of day, or an instant in this browser's zone. */
export function DateField(placed: PlacedElementProps) {
  const { element, id, describedBy, isInvalid = false } = placed;
  const surface = useSurface();
  const { use } = useElement(placed);
  const { blockId, actionId } = elementAddress(placed);
  const kind: Kind = KINDS[stringIn(element, 'type') ?? ''] ?? { type: 'date', field: 'selected_date' };
  const held = inputState(surface, blockId, actionId)?.[kind.field];
  const [value, setValue] = useDraft(typeof held === 'number' ? localTime(held) : typeof held === 'string' ? held : '');
  const enter = (entered: string) => {
    const isInstant = kind.type === 'datetime-local' && entered !== '';
    setValue(entered);
    void use(isInstant ? String(Math.floor(new Date(entered).getTime() / 1000)) : entered).then(
      (isDone) => !isDone && setValue(null),
    );
  };
  return (
    <input
      type={kind.type}
      class="date-field"
      {...(id === undefined ? {} : { id })}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      aria-label={accessibleName(placed)}
      aria-invalid={isInvalid}
      value={value}
      data-focus={element['focus_on_load'] === true}
      onChange={({ currentTarget }) => enter(currentTarget.value)}
    />
  );
}
