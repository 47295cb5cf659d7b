import { useState } from 'preact/hooks';
import { recordsIn, stringIn } from '../../../block-kit/json-record.ts';
import { usePage } from '../state/page-context.ts';
import { readAsBase64 } from '../state/read-as-base64.ts';
import { inputState, useSurface } from '../state/surface.ts';
import { accessibleName, elementAddress, type PlacedElementProps } from './placed-element.ts';

/** Files from this machine, kept in the workspace until the form is sent. */
export function FileField(placed: PlacedElementProps) {
  const { element, id, describedBy, isInvalid = false } = placed;
  const { act, words } = usePage();
  const surface = useSurface();
  const address = elementAddress(placed);
  const [names, setNames] = useState<{ readonly [fileId: string]: string }>({});
  const held = recordsIn(inputState(surface, address.blockId, address.actionId)?.['files']).flatMap(
    (file) => stringIn(file, 'id') ?? [],
  );
  const max = typeof element['max_files'] === 'number' ? element['max_files'] : 10;
  const types: unknown = element['filetypes'];
  const accepted = Array.isArray(types) ? types.map((type) => `.${type}`).join(',') : '';
  const keep = (ids: readonly string[]) => act({ do: 'fill', at: surface.at, ...address, entry: [...ids] });
  const add = async (files: readonly File[]) => {
    let ids = held;
    for (const file of files.slice(0, max - held.length)) {
      const { fileId } = await act({ do: 'upload', name: file.name, base64: await readAsBase64(file) });
      if (fileId === undefined) return;
      setNames((known) => ({ ...known, [fileId]: file.name }));
      ids = [...ids, fileId];
    }
    await keep(ids);
  };
  return (
    <div class="file-field">
      <input
        type="file"
        {...(id === undefined ? {} : { id })}
        {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
        aria-label={accessibleName(placed)}
        aria-invalid={isInvalid}
        multiple={max > 1}
        accept={accepted}
        disabled={held.length >= max}
        onChange={({ currentTarget }) => {
          void add([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <ul>
        {held.map((fileId) => (
          <li key={fileId} class="chosen">
            {names[fileId] ?? fileId}
            <button
              type="button"
              class="quiet"
              aria-label={words.remove}
              onClick={() => void keep(held.filter((each) => each !== fileId))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
