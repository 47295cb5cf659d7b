import { isRecord } from '../../../block-kit/json-record.ts';
import type { JournalEntry } from '../../protocol.ts';
import { usePage } from '../state/page-context.ts';
import { Pre } from './pre.tsx';

type Line = {
  readonly sign: string;
  readonly what: string;
  readonly note: string;
  readonly isBad: boolean;
  readonly parts: { readonly [name: string]: unknown };
};

/** An entry as one line: who to whom, what, how long; the rest is behind it. */
function toLine(entry: JournalEntry): Line {
  switch (entry.kind) {
    case 'sent': {
      const again = entry.retryAttempt > 0 ? ` · retry ${entry.retryAttempt}` : '';
      const note = `${entry.type} · ${entry.transport}${again}`;
      return { sign: '→', what: entry.name, note, isBad: false, parts: { payload: entry.payload } };
    }
    case 'ack': {
      const note = entry.acked ? `ack · ${entry.ms} ms` : `${entry.failure} · ${entry.ms} ms`;
      return {
        sign: '✓',
        what: entry.name,
        note,
        isBad: !entry.acked,
        parts: entry.body === undefined ? {} : { body: entry.body },
      };
    }
    case 'call': {
      const error = isRecord(entry.answer) && entry.answer['ok'] === false ? String(entry.answer['error']) : undefined;
      const note = `${entry.status} · ${entry.ms} ms${error === undefined ? '' : ` · ${error}`}`;
      return {
        sign: '←',
        what: entry.method,
        note,
        isBad: error !== undefined || entry.status >= 400,
        parts: { args: entry.args, answer: entry.answer },
      };
    }
    case 'note':
      return { sign: '!', what: entry.text, note: '', isBad: true, parts: {} };
    case 'socket':
      return { sign: '⇄', what: `socket ${entry.event}`, note: `${entry.open} open`, isBad: false, parts: {} };
  }
}

/** One entry of the journal; a refusal stands out. */
export function JournalRow({ entry }: { readonly entry: JournalEntry }) {
  const { locale, timeZone } = usePage().world.about.me;
  const { sign, what, note, isBad, parts } = toLine(entry);
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'medium' }).format(entry.at);
  const head = (
    <>
      <time>{time}</time>
      <span aria-hidden="true">{sign}</span>
      <strong>{what}</strong>
      <small>{note}</small>
    </>
  );
  const shown = Object.entries(parts).filter(([, value]) => value !== undefined);
  if (shown.length === 0) return <div class={`entry-line ${isBad ? 'bad' : ''}`}>{head}</div>;
  return (
    <details class={isBad ? 'bad' : ''}>
      <summary class="entry-line">{head}</summary>
      {shown.map(([name, value]) => (
        <Pre key={name}>
          {name}: {JSON.stringify(value, null, 2)}
        </Pre>
      ))}
    </details>
  );
}
