import { fetchSelectablePeople, waitForNewBoot } from '../state/connection.ts';
import { usePage } from '../state/page-context.ts';
import { useConfirm } from './confirm.tsx';
import { Menu } from './menu.tsx';

/** Starts over, from the sample or from nothing. */
export function ResetControl() {
  const { words, act, showToast } = usePage();
  const confirm = useConfirm();
  const reset = async (to: 'sample' | 'empty') => {
    const plain = (text: string) => ({ type: 'plain_text', text });
    const title = plain(to === 'sample' ? words.resetSample : words.resetEmpty);
    const agreed = await confirm({ title, text: plain(words.resetAsk), confirm: plain(words.yes), style: 'danger' });
    if (!agreed) return;
    const { boot } = await fetchSelectablePeople();
    const { problem } = await act({ do: 'reset', to });
    if (problem !== undefined) return;
    showToast(words.starting);
    await waitForNewBoot(boot);
    sessionStorage.clear();
    location.assign(location.pathname + location.search);
  };
  return (
    <Menu
      label={words.reset}
      class="quiet bar-button"
      face="⟲"
      items={[
        { name: words.resetSample, pick: () => void reset('sample') },
        { name: words.resetEmpty, pick: () => void reset('empty') },
      ]}
    />
  );
}
