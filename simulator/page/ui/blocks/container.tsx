import type { ComponentChildren } from 'preact';
import { type JsonRecord, recordIn, stringIn } from '../../../block-kit/json-record.ts';
import { InlineElements } from '../text/rich-text.tsx';
import { Text } from '../text/text.tsx';

/** A frame with a title around other blocks, which may fold. */
export function Container({ block, children }: { readonly block: JsonRecord; readonly children: ComponentChildren }) {
  const rich = recordIn(block, 'rich_text_title');
  const subtitle = recordIn(block, 'subtitle');
  const head = (
    <>
      <strong>{rich ? <InlineElements element={rich} /> : <Text of={recordIn(block, 'title')} />}</strong>
      {subtitle !== undefined && (
        <small>
          <Text of={subtitle} />
        </small>
      )}
    </>
  );
  const width = `container container-${stringIn(block, 'width') ?? 'standard'}`;
  if (block['is_collapsible'] !== true)
    return (
      <section class={width}>
        <header>{head}</header>
        {children}
      </section>
    );
  return (
    <details class={width} open={block['default_collapsed'] !== true}>
      <summary>{head}</summary>
      {children}
    </details>
  );
}
