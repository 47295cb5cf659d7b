import {
  actionsBlock,
  contextActionsBlock,
  contextBlock,
  dividerBlock,
  headerBlock,
  imageBlock,
  inputBlock,
  markdownBlock,
  sectionBlock,
  videoBlock,
} from './basic-blocks.ts';
import { alertBlock, cardBlock, carouselBlock, containerBlock, planBlock, taskCardBlock } from './card-blocks.ts';
import { dataVisualizationBlock } from './charts.ts';
import { type Check, problem, unionByType } from './check.ts';
import { isRecord } from './json-record.ts';
import { richTextBlock } from './rich-text.ts';
import { dataTableBlock, tableBlock } from './tables.ts';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

type Entry = { readonly check: Check; readonly surfaces: readonly Surface[] };

const everywhere = (check: Check): Entry => ({ check, surfaces: ['message', 'modal', 'home'] });
const only = (check: Check, ...surfaces: Surface[]): Entry => ({ check, surfaces });

/** Every block that an app may send, and the surfaces that take it; `file` blocks are only ever read. */
const BLOCKS: { readonly [type: string]: Entry } = {
  section: everywhere(sectionBlock),
  header: everywhere(headerBlock),
  divider: everywhere(dividerBlock),
  context: everywhere(contextBlock),
  actions: everywhere(actionsBlock),
  image: everywhere(imageBlock),
  input: everywhere(inputBlock),
  rich_text: everywhere(richTextBlock),
  video: everywhere(videoBlock),
  card: everywhere(cardBlock),
  alert: only(alertBlock, 'modal'),
  table: only(tableBlock, 'message', 'home'),
  carousel: only(carouselBlock, 'message', 'home'),
  markdown: only(markdownBlock, 'message'),
  data_table: only(dataTableBlock, 'message'),
  data_visualization: only(dataVisualizationBlock, 'message'),
  container: only(containerBlock, 'message'),
  plan: only(planBlock, 'message'),
  task_card: only(taskCardBlock, 'message'),
  context_actions: only(contextActionsBlock, 'message'),
};

/** The check of one block on a surface. */
export function blockOn(surface: Surface): Check {
  const onSurface = Object.entries(BLOCKS).map(([type, { check, surfaces }]) => {
    const refused: Check = (_, pointer) => [problem(`unsupported type: ${type} (not in a ${surface})`, `${pointer}/type`)];
    return [type, surfaces.includes(surface) ? check : refused] as const;
  });
  const anyBlock = unionByType(Object.fromEntries(onSurface));
  return (value, pointer) =>
    isRecord(value) && value['type'] === 'file'
      ? [problem('unsupported type: file (an app cannot send it)', `${pointer}/type`)]
      : anyBlock(value, pointer);
}
