import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { JsonRecord } from '../../../block-kit/json-record.ts';
import type { Action } from '../../action.ts';
import { fetchSelectablePeople, postAction, type SelectablePerson, watchWorld } from '../state/connection.ts';
import { useOpenPlace } from '../state/open-place.ts';
import { PageProvider } from '../state/page-context.ts';
import type { World } from '../state/world.ts';
import { uiTextFor } from '../ui-text.ts';
import { ConfirmDialog, ConfirmProvider } from './confirm.tsx';
import { Workspace } from './workspace.tsx';

const TOAST_MS = 6000;

/** Who the address says that the page is for. */
const wantedPerson = () => new URLSearchParams(location.search).get('as');

/** The whole page: it finds out who is at it, watches what they see, and does what they do. */
export function App() {
  const [person, setPerson] = useState<SelectablePerson | null>(null);
  const [world, setWorld] = useState<World | null>(null);
  const [isUp, setUp] = useState(true);
  const [sentence, setSentence] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ readonly confirm: JsonRecord; readonly answer: (agreed: boolean) => void } | null>(null);
  const [place, go] = useOpenPlace();
  const timer = useRef<number>(0);

  useEffect(() => {
    void fetchSelectablePeople().then(({ people }) => {
      const found = people.find(({ name }) => name === wantedPerson()) ?? people[0];
      if (found === undefined) return;
      const address = new URL(location.href);
      address.searchParams.set('as', found.name);
      history.replaceState(null, '', address);
      setPerson(found);
    });
  }, []);
  useEffect(() => (person === null ? undefined : watchWorld(person.id, setWorld, setUp)), [person]);

  const say = useCallback((words: string) => {
    clearTimeout(timer.current);
    setSentence(words);
    timer.current = window.setTimeout(() => setSentence(null), TOAST_MS);
  }, []);
  const act = useCallback(
    async (action: Action) => {
      const answer = person === null ? {} : await postAction(person.id, action);
      if (answer.problem !== undefined) say(answer.problem);
      return answer;
    },
    [person, say],
  );
  const confirm = useCallback(
    (wanted: JsonRecord) =>
      new Promise<boolean>((resolve) => {
        const answer = (agreed: boolean) => {
          setAsked(null);
          resolve(agreed);
        };
        setAsked({ confirm: wanted, answer });
      }),
    [],
  );

  const words = uiTextFor(world?.about.me.locale ?? person?.locale ?? navigator.language);
  useEffect(() => {
    document.documentElement.lang = words.language;
  }, [words]);
  if (world === null || person === null) return <p class="starting">{isUp ? '…' : words.connecting}</p>;
  return (
    <PageProvider value={{ world, words, place, go, act, showToast: say }}>
      <ConfirmProvider value={confirm}>
        <Workspace />
        {asked !== null && <ConfirmDialog asked={asked.confirm} answer={asked.answer} />}
        <div class="toasts" role="status" aria-live="polite">
          {!isUp && <p>{words.connecting}</p>}
          {sentence !== null && <p>{sentence}</p>}
        </div>
      </ConfirmProvider>
    </PageProvider>
  );
}
