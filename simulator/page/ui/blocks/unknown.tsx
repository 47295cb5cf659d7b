import type { JsonRecord } from '../../../block-kit/json-record.ts';
import { Pre } from '../shell/pre.tsx';
import { usePage } from '../state/page-context.ts';

/** What this page has no picture of: a labelled box with its JSON, never nothing. */
export function Unknown({ json }: { readonly json: JsonRecord }) {
  const { words } = usePage();
  return (
    <details class="unknown">
      <summary>{words.unknownBlock(String(json['type'] ?? ''))}</summary>
      <Pre>{JSON.stringify(json, null, 2)}</Pre>
    </details>
  );
}
