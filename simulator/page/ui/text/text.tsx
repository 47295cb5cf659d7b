import { type JsonRecord, stringIn } from '../../../block-kit/json-record.ts';
import { withEmoji } from './emoji.ts';
import { Mrkdwn } from './mrkdwn.tsx';

/** A text object of either kind; nothing when there is none. */
export function Text({ of }: { readonly of: JsonRecord | undefined }) {
  const text = of && stringIn(of, 'text');
  if (text === undefined) return null;
  if (of?.['type'] === 'mrkdwn') return <Mrkdwn text={text} />;
  return <>{of?.['emoji'] === false ? text : withEmoji(text)}</>;
}

/** A text object as bare words, for labels that take no markup. */
export function plainWords(of: JsonRecord | undefined): string {
  const text = (of && stringIn(of, 'text')) ?? '';
  return of?.['emoji'] === false ? text : withEmoji(text);
}
