import { type JsonRecord, recordIn, stringIn } from '../../../block-kit/json-record.ts';
import { Unknown } from '../blocks/unknown.tsx';
import { usePage } from '../state/page-context.ts';
import { AxisChart } from './axis-chart.tsx';
import { chartSeries, type Point, pieSegments } from './chart-data.ts';
import { Pie } from './pie.tsx';

/** Slack's own chart. The numbers are also there as a table, for those who do not see it. */
export function Chart({ block }: { readonly block: JsonRecord }) {
  const { locale } = usePage().world.about.me;
  const chart = recordIn(block, 'chart') ?? {};
  const kind = chart['type'];
  const title = stringIn(block, 'title') ?? '';
  const format = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  if (kind !== 'pie' && kind !== 'bar' && kind !== 'line' && kind !== 'area') return <Unknown json={block} />;
  const axes = chartSeries(chart);
  const drawn =
    kind === 'pie' ? (
      <Pie points={pieSegments(chart)} format={format} />
    ) : (
      <AxisChart kind={kind} chart={chart} format={format} />
    );
  const table: readonly (readonly [string, ...Point[]])[] =
    kind === 'pie'
      ? pieSegments(chart).map((point) => [point.label, point] as const)
      : axes.categories.map((category, index) => [
          category,
          ...axes.series.map(({ name, values }) => ({ label: name, value: values[index] ?? 0 })),
        ]);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      {drawn}
      <table class="for-readers">
        <caption>{title}</caption>
        <tbody>
          {table.map(([label, ...points], index) => (
            <tr key={index}>
              <th scope="row">{label}</th>
              {points.map((point, at) => (
                <td key={at}>
                  {point.label}: {format(point.value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
