import { type JsonRecord, recordIn, recordsIn, stringIn } from '../../../block-kit/json-record.ts';
import { Element } from '../elements/element.tsx';
import { Text } from '../text/text.tsx';
import { Picture } from './picture.tsx';

type Props = { readonly block: JsonRecord };

export function Card({ block }: Props) {
  const hero = recordIn(block, 'hero_image');
  const icon = recordIn(block, 'icon');
  const line = (field: string, kind: string) =>
    recordIn(block, field) === undefined ? null : (
      <div class={`text ${kind}`}>
        <Text of={recordIn(block, field)} />
      </div>
    );
  const actions = recordsIn(block['actions']);
  return (
    <article class="card">
      {hero !== undefined && <Picture of={hero} />}
      <div class="card-head">
        {icon !== undefined && <Picture of={icon} />}
        <div>
          {line('title', 'card-title')}
          {line('subtitle', 'card-subtitle')}
        </div>
      </div>
      {line('body', 'card-body')}
      {line('subtext', 'card-subtext')}
      {actions.length > 0 && (
        <div class="block-actions">
          {actions.map((element, index) => (
            <Element key={stringIn(element, 'action_id') ?? index} element={element} block={block} />
          ))}
        </div>
      )}
    </article>
  );
}

/** Cards side by side, which scroll sideways. */
export function Carousel({ block }: Props) {
  return (
    <ul class="carousel">
      {recordsIn(block['elements']).map((card, index) => (
        <li key={stringIn(card, 'block_id') ?? index}>
          <Card block={card} />
        </li>
      ))}
    </ul>
  );
}
