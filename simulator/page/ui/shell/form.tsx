import { useEffect, useRef, useState } from 'preact/hooks';
import { recordIn, recordsIn } from '../../../block-kit/json-record.ts';
import type { View } from '../../../state/entities.ts';
import type { WithInputValues } from '../../protocol.ts';
import { Blocks } from '../blocks/block.tsx';
import { usePage } from '../state/page-context.ts';
import type { Surface } from '../state/surface.ts';
import { Text } from '../text/text.tsx';
import { Dialog } from './dialog.tsx';
import { SurfaceScope } from './surface-scope.tsx';

/** A modal: it is sent when all that was typed has arrived, and shows what the app complains of. */
export function Form({ filled, depth }: { readonly filled: WithInputValues<View>; readonly depth: number }) {
  const { act, words } = usePage();
  const { shown: view, values } = filled;
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [pending] = useState<Surface['pending']>(() => new Set());
  const body = useRef<HTMLFormElement>(null);
  useEffect(() => setErrors({}), [view.hash]);
  useEffect(() => {
    if (Object.keys(errors).length > 0) body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [errors]);
  const submit = async () => {
    if (isBusy || view.submit === null) return;
    setBusy(true);
    await Promise.all([...pending].map((send) => send()));
    const answer = await act({ do: 'submit', view: view.id });
    setErrors(answer.errors ?? {});
    setProblem(answer.problem ?? null);
    setBusy(false);
  };
  return (
    <Dialog title={<Text of={recordIn({ ...view }, 'title')} />} onClose={() => void act({ do: 'closeAll' })}>
      <form
        ref={body}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="dialog-body">
          <SurfaceScope at={{ view: view.id }} kind="modal" values={values} errors={errors} pending={pending}>
            <Blocks blocks={recordsIn(view.blocks)} />
          </SurfaceScope>
          {problem !== null && (
            <p class="error" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer>
          <button type="button" class="element-button" onClick={() => void act({ do: 'close', view: view.id })}>
            {view.close !== null ? <Text of={view.close} /> : depth > 1 ? words.back : words.cancel}
          </button>
          {view.submit !== null && (
            <button type="submit" class="element-button primary" disabled={isBusy || view.submit_disabled} aria-busy={isBusy}>
              {isBusy && <span class="spinner" />}
              <Text of={view.submit} />
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
