import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { JsonRecord } from '../../../block-kit/json-record.ts';
import { recordIn, stringIn } from '../../../block-kit/json-record.ts';
import { usePage } from '../state/page-context.ts';
import { Text } from '../text/text.tsx';
import { Dialog } from './dialog.tsx';

/** Asks with an app's confirm object; resolves with whether the person agreed. */
export type Confirm = (asked: JsonRecord) => Promise<boolean>;

const Context = createContext<Confirm>(async () => true);
export const ConfirmProvider = Context.Provider;
export const useConfirm = (): Confirm => useContext(Context);

/** The dialog of a confirm object. */
export function ConfirmDialog({ asked, answer }: { readonly asked: JsonRecord; readonly answer: (agreed: boolean) => void }) {
  const { words } = usePage();
  const text = (field: string, other: string) => (recordIn(asked, field) ? <Text of={recordIn(asked, field)} /> : other);
  return (
    <Dialog title={text('title', '')} onClose={() => answer(false)} kind="small">
      <div class="dialog-body text">
        <Text of={recordIn(asked, 'text')} />
      </div>
      <footer>
        <button type="button" class="element-button" onClick={() => answer(false)}>
          {text('deny', words.cancel)}
        </button>
        <button type="button" class={`element-button ${stringIn(asked, 'style') ?? 'primary'}`} onClick={() => answer(true)}>
          {text('confirm', words.yes)}
        </button>
      </footer>
    </Dialog>
  );
}
