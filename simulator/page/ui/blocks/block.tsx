import type { ComponentType } from 'preact';
import { type JsonRecord, recordIn, recordsIn, stringIn } from '../../../block-kit/json-record.ts';
import { Chart } from '../charts/chart.tsx';
import { Element } from '../elements/element.tsx';
import { RichText } from '../text/rich-text.tsx';
import { Text } from '../text/text.tsx';
import { Alert, Plan, TaskCard } from './alert.tsx';
import { Card, Carousel } from './card.tsx';
import { Container } from './container.tsx';
import { DataTable } from './data-table.tsx';
import { Input } from './input.tsx';
import { Markdown } from './markdown.tsx';
import { ImageBlock, Picture, Video } from './picture.tsx';
import { Table } from './table.tsx';
import { Unknown } from './unknown.tsx';

type Props = { readonly block: JsonRecord };

const DRAWN: { readonly [type: string]: ComponentType<Props> } = {
  section: Section,
  header: Header,
  divider: () => <hr />,
  context: ContextLine,
  actions: Actions,
  context_actions: Actions,
  image: ImageBlock,
  input: Input,
  rich_text: RichText,
  video: Video,
  markdown: Markdown,
  table: Table,
  data_table: DataTable,
  data_visualization: Chart,
  alert: Alert,
  card: Card,
  carousel: Carousel,
  container: ({ block }) => (
    <Container block={block}>
      <Blocks blocks={recordsIn(block['child_blocks'])} />
    </Container>
  ),
  plan: Plan,
  task_card: TaskCard,
};

/** Blocks, one below the other. */
export function Blocks({ blocks }: { readonly blocks: readonly JsonRecord[] }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        <Block key={stringIn(block, 'block_id') ?? index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: Props) {
  const type = stringIn(block, 'type') ?? '';
  const Drawn = Object.hasOwn(DRAWN, type) ? DRAWN[type] : undefined;
  if (Drawn === undefined) return <Unknown json={block} />;
  return (
    <div class={`block block-${type}`}>
      <Drawn block={block} />
    </div>
  );
}

function Section({ block }: Props) {
  const accessory = recordIn(block, 'accessory');
  const fields = recordsIn(block['fields']);
  return (
    <>
      <div class="section-words">
        {block['text'] !== undefined && (
          <div class="text">
            <Text of={recordIn(block, 'text')} />
          </div>
        )}
        {fields.length > 0 && (
          <div class="fields">
            {fields.map((field, index) => (
              <div key={index} class="text">
                <Text of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory !== undefined && (
        <div class="accessory">
          {accessory['type'] === 'image' ? <Picture of={accessory} /> : <Element element={accessory} block={block} />}
        </div>
      )}
    </>
  );
}

function Header({ block }: Props) {
  return (
    <h3>
      <Text of={recordIn(block, 'text')} />
    </h3>
  );
}

function ContextLine({ block }: Props) {
  return (
    <>
      {recordsIn(block['elements']).map((element, index) =>
        element['type'] === 'image' ? (
          <Picture key={index} of={element} />
        ) : (
          <span key={index} class="text">
            <Text of={element} />
          </span>
        ),
      )}
    </>
  );
}

function Actions({ block }: Props) {
  return (
    <>
      {recordsIn(block['elements']).map((element, index) => (
        <Element key={stringIn(element, 'action_id') ?? index} element={element} block={block} />
      ))}
    </>
  );
}
