import { useEffect, useState } from 'preact/hooks';
import type { JournalEntry } from '../../protocol.ts';
import { watchJournal } from '../state/connection.ts';
import { usePage } from '../state/page-context.ts';
import { JournalRow } from './journal-row.tsx';

const MAX_SHOWN = 300;

/** What passes between the workspace and the app, newest first: envelopes, acknowledgements, calls and their answers. */
export function JournalPanel({ onClose }: { readonly onClose: () => void }) {
  const { words } = usePage();
  const [entries, setEntries] = useState<readonly JournalEntry[]>([]);
  const [filter, setFilter] = useState('');
  useEffect(
    () =>
      watchJournal((entry) =>
        setEntries((known) => [entry, ...known.filter(({ seq }) => seq !== entry.seq)].slice(0, MAX_SHOWN)),
      ),
    [],
  );
  const wanted = filter.trim().toLowerCase();
  const shown = wanted === '' ? entries : entries.filter((entry) => JSON.stringify(entry).toLowerCase().includes(wanted));
  return (
    <aside class="side protocol" data-region="protocol" aria-label={words.protocol}>
      <header class="place-head">
        <h2>{words.protocol}</h2>
        <input
          type="search"
          placeholder={words.protocolFilter}
          aria-label={words.protocolFilter}
          value={filter}
          onInput={({ currentTarget }) => setFilter(currentTarget.value)}
        />
        <button type="button" class="quiet" aria-label={words.close} onClick={onClose}>
          ✕
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <div class="entries" tabIndex={0} role="log" aria-label={words.protocol}>
        {entries.length === 0 && <p class="empty">{words.protocolEmpty}</p>}
        {shown.map((entry) => (
          <JournalRow key={entry.seq} entry={entry} />
        ))}
      </div>
    </aside>
  );
}
