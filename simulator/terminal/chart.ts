import { type JsonRecord, recordIn, recordsIn, stringIn } from '../block-kit/json-record.ts';
import { cleanLine } from './clean.ts';
import { displayWidth, truncateToWidth } from './display-width.ts';
import { type Line, padLine } from './line.ts';
import type { RenderContext } from './render-context.ts';

/** One bar: what it stands for, how much, and the words after it. */
type Bar = { readonly label: string; readonly amount: number; readonly note: string };

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const LONGEST_BAR = 40;

/** A `data_visualization` block as horizontal bars: of the segments of a pie, or of each series' value in each category. */
export function chartLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  const chart = recordIn(block, 'chart') ?? {};
  const title: Line = [{ text: cleanLine(stringIn(block, 'title') ?? ''), bold: true }];
  const bars = chart['type'] === 'pie' ? pieBars(chart, context) : seriesBars(chart, context);
  if (bars.length === 0) return [title, [{ text: '(no data)', dim: true }]];
  const axis = axisLine(chart);
  return [title, ...barLines(bars, context.width), ...(axis ? [axis] : [])];
}

/**
 * A bar of block characters, exact to an eighth of a cell; an amount above 0 shows at least that eighth.
 * @example bar(0.5, 5) // => '██▌'
 */
export function bar(share: number, cells: number): string {
  const eighths = share > 0 ? Math.max(1, Math.round(Math.min(1, share) * cells * 8)) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

function pieBars(chart: JsonRecord, { reader }: RenderContext): readonly Bar[] {
  const segments = recordsIn(chart['segments']);
  const total = segments.reduce((sum, segment) => sum + pointValue(segment), 0);
  const percent = new Intl.NumberFormat(reader.locale, { style: 'percent' });
  return segments.map((segment) => {
    const amount = pointValue(segment);
    const share = total > 0 ? ` (${percent.format(amount / total)})` : '';
    return { label: pointLabel(segment, 'label'), amount, note: formatted(amount, reader.locale) + share };
  });
}

/** By category, and within it by series, whose names are left out when there is only one. */
function seriesBars(chart: JsonRecord, { reader }: RenderContext): readonly Bar[] {
  const series = recordsIn(chart['series']);
  const categories = recordIn(chart, 'axis_config')?.['categories'];
  return (Array.isArray(categories) ? categories : []).flatMap((category: unknown) =>
    series.flatMap((each, index) => {
      const point = recordsIn(each['data']).find(({ label }) => label === category);
      if (!point || typeof category !== 'string') return [];
      const amount = pointValue(point);
      const name = series.length > 1 ? ` ${pointLabel(each, 'name')}` : '';
      const label = index === 0 ? cleanLine(category) : ' '.repeat(displayWidth(cleanLine(category)));
      return [{ label: label + name, amount, note: formatted(amount, reader.locale) }];
    }),
  );
}

function barLines(bars: readonly Bar[], width: number): readonly Line[] {
  const labelWidth = Math.min(Math.max(...bars.map(({ label }) => displayWidth(label))), Math.floor(width / 2));
  const noteWidth = Math.max(...bars.map(({ note }) => displayWidth(note)));
  const room = Math.max(1, Math.min(LONGEST_BAR, width - labelWidth - noteWidth - 2));
  const largest = Math.max(...bars.map(({ amount }) => Math.abs(amount)));
  return bars.map(({ label, amount, note }) => [
    ...padLine([{ text: truncateToWidth(label, labelWidth) }], labelWidth),
    { text: ' ' },
    { text: bar(largest > 0 ? Math.abs(amount) / largest : 0, room), tone: amount < 0 ? 'bad' : 'accent' },
    { text: amount === 0 ? note : ` ${note}` },
  ]);
}

function axisLine(chart: JsonRecord): Line | undefined {
  const config = recordIn(chart, 'axis_config') ?? {};
  const labels = ['x_label', 'y_label'].flatMap((field) => stringIn(config, field) ?? []).map(cleanLine);
  return labels.length > 0 ? [{ text: labels.join(' · '), dim: true }] : undefined;
}

function pointValue(point: JsonRecord): number {
  return typeof point['value'] === 'number' && Number.isFinite(point['value']) ? point['value'] : 0;
}

function pointLabel(record: JsonRecord, field: string): string {
  return cleanLine(stringIn(record, field) ?? '');
}

function formatted(amount: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(amount);
}
