import { useEffect, useState } from 'preact/hooks';
import { isCommandLine, type Suggestion } from './completion.ts';
import { usePage } from './page-context.ts';

/** What the app offers for a line that begins with one of its commands; asked for a moment after the last key. */
export function useLineCompletions(before: string, isWanted: boolean): readonly Suggestion[] {
  const { act } = usePage();
  const [found, setFound] = useState<{ readonly before: string; readonly suggestions: readonly Suggestion[] }>();
  useEffect(() => {
    if (!isWanted || !isCommandLine(before)) return;
    let isLatest = true;
    const timer = setTimeout(async () => {
      const { completions = [] } = await act({ do: 'complete', line: before });
      const suggestions = completions.map(({ line, name, hint }) => ({ insert: line, name, hint, isLine: true }));
      if (isLatest) setFound({ before, suggestions });
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [before, isWanted, act]);
  return found?.before === before ? found.suggestions : [];
}

const PAUSE_MS = 80;
