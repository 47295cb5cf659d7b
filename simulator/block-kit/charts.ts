import { type Check, list, number, object, objectOfType, problem, type Rule, string, unionByType } from './check.ts';
import { id } from './composition.ts';
import { recordIn, recordsIn } from './json-record.ts';
import { LIMITS } from './limits.ts';

const label = string({ max: LIMITS.chart.label });
const positive: Check = (value, pointer) =>
  typeof value === 'number' && !(value > 0) ? [problem('must be more than 0', pointer)] : number(value, pointer);

const pie = objectOfType('pie', {
  required: { segments: list(object({ required: { label, value: positive } }), { max: LIMITS.chart.segments }) },
});

const series = object({
  required: { name: label, data: list(object({ required: { label, value: number } }), { max: LIMITS.chart.points }) },
});

const axisLabel = string({ max: LIMITS.chart.axisLabel });
const axes = object({
  required: { categories: list(label, { max: LIMITS.chart.points }) },
  optional: { x_label: axisLabel, y_label: axisLabel },
});

/** The rules of a chart with axes: no two series or categories of one name, and in each series one point a category. */
const onePointPerCategory: Rule = (chart, pointer) => {
  const categories = recordIn(chart, 'axis_config')?.['categories'];
  const names = recordsIn(chart['series']).map((each) => each['name']);
  const expected = Array.isArray(categories) ? categories : [];
  return [
    ...(hasRepeats(names) ? [problem('series names must be unique', `${pointer}/series`)] : []),
    ...(hasRepeats(expected) ? [problem('categories must be unique', `${pointer}/axis_config/categories`)] : []),
    ...recordsIn(chart['series']).flatMap((each, at) => {
      const labels = recordsIn(each['data']).map((point) => point['label']);
      const matches = labels.length === expected.length && !hasRepeats(labels) && labels.every((name) => expected.includes(name));
      return matches ? [] : [problem('must have exactly one point for each category', `${pointer}/series/${at}/data`)];
    }),
  ];
};

function hasRepeats(values: readonly unknown[]): boolean {
  return new Set(values).size < values.length;
}

const withAxes = (type: string) =>
  objectOfType(
    type,
    { required: { series: list(series, { max: LIMITS.chart.series }), axis_config: axes } },
    onePointPerCategory,
  );

/** blocks/data-visualization-block: a pie, or bars, lines or areas over named categories. */
export const dataVisualizationBlock: Check = objectOfType('data_visualization', {
  required: {
    title: string({ max: LIMITS.chart.title }),
    chart: unionByType({ pie, bar: withAxes('bar'), line: withAxes('line'), area: withAxes('area') }),
  },
  optional: { block_id: id },
});
