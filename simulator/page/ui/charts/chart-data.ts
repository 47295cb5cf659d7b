import { type JsonRecord, recordIn, recordsIn, stringIn } from '../../../block-kit/json-record.ts';

export type Point = { readonly label: string; readonly value: number };
export type Series = { readonly name: string; readonly values: readonly number[] };

const pointValue = (point: JsonRecord | undefined): number =>
  typeof point?.['value'] === 'number' && Number.isFinite(point['value']) ? point['value'] : 0;

/** Segments of a pie. */
export function pieSegments(chart: JsonRecord): readonly Point[] {
  return recordsIn(chart['segments']).map((segment) => ({ label: stringIn(segment, 'label') ?? '', value: pointValue(segment) }));
}

/** Categories along the axis, and each series with its value in each of them. */
export function chartSeries(chart: JsonRecord): { readonly categories: readonly string[]; readonly series: readonly Series[] } {
  const given: unknown = recordIn(chart, 'axis_config')?.['categories'];
  const categories = (Array.isArray(given) ? given : []).filter((each): each is string => typeof each === 'string');
  const series = recordsIn(chart['series']).map((each) => {
    const points = recordsIn(each['data']);
    const values = categories.map((category) => pointValue(points.find(({ label }) => label === category)));
    return { name: stringIn(each, 'name') ?? '', values };
  });
  return { categories, series };
}

/**
 * Round numbers that span a range, about `count` of them, 0 among them; whole ones when asked for.
 * @example ticks(0, 23, 4) // => [0, 10, 20, 30]
 */
export function ticks(min: number, max: number, count: number, isWhole = false): readonly number[] {
  const low = Math.min(0, min);
  const high = Math.max(0, max, low + 1e-9);
  const rough = (high - low) / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const round = ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const step = isWhole ? Math.max(1, Math.ceil(round)) : round;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** How wide a label is drawn, near enough to place it: 6.4 units a character at the chart's size of letters. */
export const labelWidth = (label: string): number => [...label].length * 6.4;
