import { type JsonRecord, recordIn, stringIn, textObjectIn } from '../block-kit/json-record.ts';
import { chosenValues } from './chosen-values.ts';
import { cleanLine } from './clean.ts';
import { elementOptions } from './interactive.ts';
import { type Line, lineWidth, padLine, type Span } from './line.ts';
import { layOut, type Paragraph } from './paragraph.ts';
import { type RenderContext, textSpans } from './render-context.ts';

/** How wide an empty field is drawn, brackets left out. */
const EMPTY_FIELD = 18;

/** The kinds that are drawn as a list of options, one below the other. */
const LISTED = new Set(['checkboxes', 'radio_buttons']);

/** Whether an element takes lines of its own instead of standing among others. */
export function isListed(element: JsonRecord): boolean {
  return LISTED.has(stringIn(element, 'type') ?? '');
}

/** An element as the lines it takes, numbered so that a person can press it. */
export function elementLines(element: JsonRecord, block: JsonRecord, context: RenderContext): readonly Line[] {
  const paragraphs = isListed(element)
    ? optionParagraphs(element, block, context)
    : [{ spans: elementSpans(element, block, context) }];
  return layOut(paragraphs, context.width);
}

/** An element that stands in a line, as in `3 [Why?]`. */
export function elementSpans(element: JsonRecord, block: JsonRecord, context: RenderContext): Line {
  const number = context.numbers.get(element);
  switch (element['type']) {
    case 'image':
      return [pictureSpan(element)];
    case 'button':
    case 'workflow_button':
    case 'icon_button':
      return pressable(number, element);
    case 'feedback_buttons':
      return [
        ...pressable(number, recordIn(element, 'positive_button') ?? {}),
        { text: '  ' },
        ...pressable(number === undefined ? number : number + 1, recordIn(element, 'negative_button') ?? {}),
      ];
    case 'overflow':
      return boxedLabel(number, `⋯ ${elementOptions(element).map(optionLabel).join(' · ')}`);
    default:
      return inputField(number, element, block, context);
  }
}

/** A picture in words, since a terminal shows none. */
export function pictureSpan(image: JsonRecord): Span {
  return { text: `[picture: ${cleanLine(stringIn(image, 'alt_text') ?? '')}]`, tone: 'code' };
}

function pressable(number: number | undefined, button: JsonRecord): Line {
  const label = cleanLine(textObjectIn(button, 'text') ?? '');
  const style = button['style'] === 'primary' ? 'good' : button['style'] === 'danger' ? 'bad' : 'accent';
  return boxedLabel(number, stringIn(button, 'url') === undefined ? label : `${label} ↗`, { tone: style });
}

function boxedLabel(number: number | undefined, label: string, style: Omit<Span, 'text'> = { tone: 'accent' }): Line {
  const key = number === undefined ? [] : [{ text: `${number} `, dim: true, noWrap: true }];
  return [...key, { ...style, text: `[${label}]`, noWrap: true }];
}

/** A menu, picker or field: what it holds, else its placeholder, else room to write. */
function inputField(number: number | undefined, element: JsonRecord, block: JsonRecord, context: RenderContext): Line {
  const type = stringIn(element, 'type') ?? '';
  const sign = type.endsWith('_select') ? ' ▾' : '';
  const { words } = chosenValues(element, block, context);
  if (words !== '' && element['multiline'] === true) {
    return [...boxedLabel(number, '').slice(0, -1), { text: `[ ${words} ]` }];
  }
  if (words !== '') return boxedLabel(number, ` ${cleanLine(words)}${sign} `, {});
  const hint = cleanLine(textObjectIn(element, 'placeholder') ?? '');
  return boxedLabel(number, ` ${hint || ' '.repeat(EMPTY_FIELD)}${sign} `, { dim: true });
}

function optionParagraphs(element: JsonRecord, block: JsonRecord, context: RenderContext): readonly Paragraph[] {
  const { values } = chosenValues(element, block, context);
  const [open, mark, close] = element['type'] === 'checkboxes' ? ['[', 'x', ']'] : ['(', '•', ')'];
  const number = `${context.numbers.get(element) ?? ''}`;
  const margin = number === '' ? '' : ' '.repeat(number.length + 1);
  return elementOptions(element).flatMap((option, index) => {
    const isChosen = values.has(stringIn(option, 'value') ?? '');
    const key = index === 0 && number !== '' ? `${number} ` : margin;
    const description = textSpans(recordIn(option, 'description'), context, { dim: true });
    const follow = { text: `${margin}    ` };
    return [
      {
        spans: textSpans(recordIn(option, 'text'), context),
        lead: { text: `${key}${open}${isChosen ? mark : ' '}${close} ` },
        follow,
      },
      ...(description.length > 0 ? [{ spans: description, lead: follow }] : []),
    ];
  });
}

function optionLabel(option: JsonRecord): string {
  return cleanLine(textObjectIn(option, 'text') ?? '');
}

/** Elements side by side where they fit, two cells between them; lists of options take lines of their own. */
export function elementRow(elements: readonly JsonRecord[], block: JsonRecord, context: RenderContext): readonly Line[] {
  const lines: Line[] = [];
  let row: Line = [];
  const endRow = () => {
    if (row.length > 0) lines.push(...layOut([{ spans: row }], context.width));
    row = [];
  };
  for (const element of elements) {
    if (isListed(element)) {
      endRow();
      lines.push(...elementLines(element, block, context));
    } else {
      row = [...row, ...(row.length > 0 ? [{ text: '  ' }] : []), ...elementSpans(element, block, context)];
    }
  }
  endRow();
  return lines;
}

/** Text with an element at its right on the first line; below the text where there is no room. */
export function withAccessory(
  lines: (context: RenderContext) => readonly Line[],
  element: JsonRecord,
  block: JsonRecord,
  context: RenderContext,
): readonly Line[] {
  const spans = elementSpans(element, block, context);
  const taken = lineWidth(spans) + 2;
  if (isListed(element) || taken > context.width / 2) return [...lines(context), ...elementLines(element, block, context)];
  const room = context.width - taken;
  const [first = [], ...rest] = lines({ ...context, width: room });
  return [[...padLine(first, room), { text: '  ' }, ...spans], ...rest];
}
