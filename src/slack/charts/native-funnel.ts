import { CHART_LIMITS, type DataVisualizationBlock } from './data-visualization.ts';
import { graphemes } from './drawable-text.ts';
import { checkedSizes, type FunnelChartData } from './funnel-chart.ts';

/**
 * The funnel as Slack's own bar chart, one bar a stage: no upload, sharp on any screen, right in both themes. Titles and names are
 * cut to Slack's limits with "…", never inside a character.
 *
 * @returns undefined when Slack would refuse it: no stage, more than 20, a name or title or `sizeName` that is empty, or two
 *   names that are the same once cut. Then show the picture or the table.
 * @throws RangeError on a size that is negative or not finite.
 */
export function nativeFunnel(data: FunnelChartData): DataVisualizationBlock | undefined {
  const sizes = checkedSizes(data.rows);
  const title = cutToUnits(data.title, CHART_LIMITS.title);
  const name = cutToUnits(data.sizeName, CHART_LIMITS.label);
  const categories = data.rows.map((row) => cutToUnits(row.name, CHART_LIMITS.label));
  const distinct = new Set(categories).size === categories.length;
  if (categories.length === 0 || categories.length > CHART_LIMITS.categories || !distinct) return undefined;
  if ([title, name, ...categories].includes('')) return undefined;
  const points = categories.map((label, i) => ({ label, value: sizes[i] ?? 0 }));
  return {
    type: 'data_visualization',
    title,
    chart: { type: 'bar', series: [{ name, data: points }], axis_config: { categories } },
  };
}

/** The text without control characters, at most `limit` UTF-16 units long. */
function cutToUnits(text: string, limit: number): string {
  const clean = text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim();
  if (clean.length <= limit) return clean;
  let kept = '';
  // Whatever lies beyond the limit cannot be kept, and need not be split.
  for (const grapheme of graphemes(clean.slice(0, limit + 1))) {
    if (kept.length + grapheme.length > limit - 1) break;
    kept += grapheme;
  }
  return `${kept.trimEnd()}…`;
}
