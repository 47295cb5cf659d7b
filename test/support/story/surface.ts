import { isRecord } from '../../../simulator/block-kit/json-record.ts';
import type { Message, View } from '../../../simulator/state/entities.ts';
import { renderMessage } from '../../../simulator/terminal/render.ts';
import type { Language } from '../../../src/core/people/language.ts';
import { plainSpaces } from '../plain-spaces.ts';

/** Everything that tells how the funnel is doing. */
export type SurfaceKind =
  | 'digest'
  | 'digest-thread'
  | 'preview'
  | 'alert'
  | 'alert-direct'
  | 'all-clear'
  | 'funnel'
  | 'funnel-numbers'
  | 'gaps'
  | 'gap-why'
  | 'forecast'
  | 'health'
  | 'stage-why'
  | 'deal-why'
  | 'home'
  | 'morning-note';

export type SurfaceButton = { readonly id: string; readonly value: string; readonly text: string };

/** One block as a person reads it, and what can be pressed in it. */
export type SurfacePart = {
  readonly type: string;
  /** Columns that line up. */
  readonly isTable: boolean;
  readonly text: string;
  readonly buttons: readonly SurfaceButton[];
};

/** One message, answer or Home as one reader sees it at an instant. */
export type Surface = {
  readonly kind: SurfaceKind;
  readonly reader: string;
  readonly language: Language;
  readonly at: number;
  /** What a notification says; '' of a Home. */
  readonly notification: string;
  readonly parts: readonly SurfacePart[];
};

/** Wide enough for a paragraph in one line. */
const WIDE = 4000;

function buttonsIn(value: unknown): readonly SurfaceButton[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn);
  if (!isRecord(value)) return [];
  const { type, action_id: id, value: carried, text } = value;
  if (type !== 'button') return Object.values(value).flatMap(buttonsIn);
  const label = isRecord(text) && typeof text['text'] === 'string' ? text['text'] : '';
  return [{ id: String(id), value: typeof carried === 'string' ? carried : '', text: label }];
}

const isTable = (block: unknown): boolean => JSON.stringify(block).includes('"rich_text_preformatted"');

/** What stands in a message or a Home, block by block. @param lookUpName the display name of a person. */
export function surfaceParts(
  shown: Pick<Message, 'blocks'> | View,
  lookUpName: (id: string) => string | undefined,
): readonly SurfacePart[] {
  return (shown.blocks ?? [])
    .filter(({ type }) => type !== 'divider')
    .map((block) => {
      const text = plainSpaces(renderMessage({ blocks: [block] }, { width: WIDE, lookUpName }));
      const table = isTable(block);
      // A button at the end of a row stands at the right edge.
      return { type: block.type, isTable: table, text: table ? text : text.replace(/ {3,}/g, '  '), buttons: buttonsIn(block) };
    });
}

/** All that is read of a surface but its buttons and tables, a block a line. */
export const surfaceText = ({ parts }: Surface): string =>
  parts
    .filter((part) => !part.isTable && part.type !== 'actions')
    .map(({ text }) => text)
    .join('\n');
