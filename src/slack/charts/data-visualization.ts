// Slack's data visualization block (June 2026), which @slack/types 3.2 does not have yet. Field names and limits are those of
// docs.slack.dev/reference/block-kit/blocks/data-visualization-block (read in 2026), and agree with the types proposed in
// slackapi/node-slack-sdk pull request 2637. Messages only: neither modals nor the Home tab take it, and a message takes two.

/** A bar's height above one category. `label` repeats the category. */
export type ChartDataPoint = { readonly label: string; readonly value: number };

/** One measure: `name` is for the legend, and `data` has exactly one point for each category. */
export type ChartSeries = { readonly name: string; readonly data: readonly ChartDataPoint[] };

/** Bars side by side, one group for each category. */
export type BarChart = {
  readonly type: 'bar';
  readonly series: readonly ChartSeries[];
  readonly axis_config: { readonly categories: readonly string[]; readonly x_label?: string; readonly y_label?: string };
};

/** Only the bar chart is declared: Lejek draws no other. */
export type DataVisualizationBlock = {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: BarChart;
  readonly block_id?: string;
};

/**
 * Limits at launch, the stricter where sources differ (some name 12 series today). Lengths are counted in UTF-16 units here:
 * Slack does not say what it counts, and no other count is larger.
 */
export const CHART_LIMITS = { title: 50, label: 20, series: 6, categories: 20 } as const;
