import { type JsonRecord, recordIn, stringIn, textObjectIn } from '../block-kit/json.ts';
import { cleanLine } from './clean.ts';
import { chosenIn } from './element-state.ts';
import { optionsOf } from './interactive.ts';
import { type Line, lineWidth, padLine, type Span } from './line.ts';
import { type Page, textSpans } from './page.ts';
import { layOut, type Paragraph } from './paragraph.ts';

/** How wide an empty field is drawn, brackets left out. */
const EMPTY_FIELD = 18;

/** The kinds that are drawn as a list of options, one below the other. */
const LISTED = new Set(['checkboxes', 'radio_buttons']);

/** Whether an element takes lines of its own instead of standing among others. */
export function isListed(element: JsonRecord): boolean {
  return LISTED.has(stringIn(element, 'type') ?? '');
}

/** An element as the lines it takes, numbered so that a person can press it. */
export function elementLines(element: JsonRecord, block: JsonRecord, page: Page): readonly Line[] {
  const paragraphs = isListed(element) ? optionParagraphs(element, block, page) : [{ spans: elementSpans(element, block, page) }];
  return layOut(paragraphs, page.width);
}

/** An element that stands in a line, as in `3 [Why?]`. */
export function elementSpans(element: JsonRecord, block: JsonRecord, page: Page): Line {
  const number = page.numbers.get(element);
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
      return boxed(number, `⋯ ${optionsOf(element).map(optionLabel).join(' · ')}`);
    default:
      return field(number, element, block, page);
  }
}

/** A picture in words, since a terminal shows none. */
export function pictureSpan(image: JsonRecord): Span {
  return { text: `[picture: ${cleanLine(stringIn(image, 'alt_text') ?? '')}]`, tone: 'code' };
}

function pressable(number: number | undefined, button: JsonRecord): Line {
  const label = cleanLine(textObjectIn(button, 'text') ?? '');
  const style = button['style'] === 'primary' ? 'good' : button['style'] === 'danger' ? 'bad' : 'accent';
  return boxed(number, stringIn(button, 'url') === undefined ? label : `${label} ↗`, { tone: style });
}

function boxed(number: number | undefined, label: string, style: Omit<Span, 'text'> = { tone: 'accent' }): Line {
  const key = number === undefined ? [] : [{ text: `${number} `, dim: true, solid: true }];
  return [...key, { ...style, text: `[${label}]`, solid: true }];
}

/** A menu, picker or field: what it holds, else its placeholder, else room to write. */
function field(number: number | undefined, element: JsonRecord, block: JsonRecord, page: Page): Line {
  const type = stringIn(element, 'type') ?? '';
  const sign = type.endsWith('_select') ? ' ▾' : '';
  const { words } = chosenIn(element, block, page);
  if (words !== '' && element['multiline'] === true) {
    return [...boxed(number, '').slice(0, -1), { text: `[ ${words} ]` }];
  }
  if (words !== '') return boxed(number, ` ${cleanLine(words)}${sign} `, {});
  const hint = cleanLine(textObjectIn(element, 'placeholder') ?? '');
  return boxed(number, ` ${hint || ' '.repeat(EMPTY_FIELD)}${sign} `, { dim: true });
}

function optionParagraphs(element: JsonRecord, block: JsonRecord, page: Page): readonly Paragraph[] {
  const { values } = chosenIn(element, block, page);
  const [open, mark, close] = element['type'] === 'checkboxes' ? ['[', 'x', ']'] : ['(', '•', ')'];
  const number = `${page.numbers.get(element) ?? ''}`;
  const margin = number === '' ? '' : ' '.repeat(number.length + 1);
  return optionsOf(element).flatMap((option, index) => {
    const isChosen = values.has(stringIn(option, 'value') ?? '');
    const key = index === 0 && number !== '' ? `${number} ` : margin;
    const description = textSpans(recordIn(option, 'description'), page, { dim: true });
    const follow = { text: `${margin}    ` };
    return [
      {
        spans: textSpans(recordIn(option, 'text'), page),
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
export function elementRow(elements: readonly JsonRecord[], block: JsonRecord, page: Page): readonly Line[] {
  const lines: Line[] = [];
  let row: Line = [];
  const endRow = () => {
    if (row.length > 0) lines.push(...layOut([{ spans: row }], page.width));
    row = [];
  };
  for (const element of elements) {
    if (isListed(element)) {
      endRow();
      lines.push(...elementLines(element, block, page));
    } else {
      row = [...row, ...(row.length > 0 ? [{ text: '  ' }] : []), ...elementSpans(element, block, page)];
    }
  }
  endRow();
  return lines;
}

/** Text with an element at its right on the first line; below the text where there is no room. */
export function beside(
  lines: (page: Page) => readonly Line[],
  element: JsonRecord,
  block: JsonRecord,
  page: Page,
): readonly Line[] {
  const spans = elementSpans(element, block, page);
  const taken = lineWidth(spans) + 2;
  if (isListed(element) || taken > page.width / 2) return [...lines(page), ...elementLines(element, block, page)];
  const room = page.width - taken;
  const [first = [], ...rest] = lines({ ...page, width: room });
  return [[...padLine(first, room), { text: '  ' }, ...spans], ...rest];
}
