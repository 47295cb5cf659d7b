import { useRef } from 'preact/hooks';
import { type JsonRecord, recordIn, stringIn } from '../../../block-kit/json-record.ts';
import { chartSeries, labelWidth, type Series, ticks } from './chart-data.ts';
import { Legend } from './legend.tsx';
import { useWidth } from './use-width.ts';

const FIRST_WIDTH = 560;
const HEIGHT = 260;
const TOP = 18;
const RIGHT = 10;
const TICKS = 4;

type Props = {
  readonly kind: 'bar' | 'line' | 'area';
  readonly chart: JsonRecord;
  readonly format: (value: number) => string;
};

/** Where things stand on the drawing. */
type Frame = {
  readonly x: (category: number) => number;
  readonly y: (value: number) => number;
  readonly band: number;
};

/** A bar, line or area chart over categories. Labels that would collide are turned. */
export function AxisChart({ kind, chart, format }: Props) {
  const frameRef = useRef<HTMLDivElement>(null);
  const width = useWidth(frameRef, FIRST_WIDTH);
  const { categories, series } = chartSeries(chart);
  const config = recordIn(chart, 'axis_config') ?? {};
  const all = series.flatMap(({ values }) => values);
  const scale = ticks(Math.min(...all, 0), Math.max(...all, 0), TICKS, all.every(Number.isInteger));
  const left = Math.max(...scale.map((tick) => labelWidth(format(tick)))) + 12;
  const band = (width - left - RIGHT) / Math.max(1, categories.length);
  const longest = Math.max(0, ...categories.map(labelWidth));
  const isTurned = longest > band - 4;
  const bottom = isTurned ? Math.min(90, longest * 0.62 + 16) : 24;
  const [low = 0, high = 1] = [scale[0], scale.at(-1)];
  const y = (value: number) => TOP + (HEIGHT - TOP - bottom) * (1 - (value - low) / (high - low || 1));
  const x = (category: number) => left + band * (category + 0.5);
  const frame = { x, y, band };
  const labels = [stringIn(config, 'x_label'), stringIn(config, 'y_label')];
  return (
    <div ref={frameRef}>
      {labels[1] !== undefined && <small class="axis-label">{labels[1]}</small>}
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true" focusable="false">
        {scale.map((tick) => (
          <g key={tick}>
            <line class={tick === 0 ? 'axis' : 'grid'} x1={left} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={left - 6} y={y(tick) + 4} text-anchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {categories.map((category, index) => {
          const at = { x: x(index), y: HEIGHT - bottom + 16 };
          const turned = { transform: `rotate(-38 ${at.x} ${at.y})`, 'text-anchor': 'end' as const };
          return (
            <text key={index} x={at.x} y={at.y} {...(isTurned ? turned : { 'text-anchor': 'middle' as const })}>
              {category}
            </text>
          );
        })}
        {kind === 'bar' ? (
          <Bars series={series} frame={frame} format={format} />
        ) : (
          series.map((each, index) => <Line key={index} index={index} series={each} frame={frame} isArea={kind === 'area'} />)
        )}
      </svg>
      {labels[0] !== undefined && <small class="axis-label middle">{labels[0]}</small>}
      {series.length > 1 && <Legend names={series.map(({ name }) => name)} />}
    </div>
  );
}

/** Bars of the series beside one another; a lone series carries its values on top. */
function Bars({
  series,
  frame,
  format,
}: {
  readonly series: readonly Series[];
  readonly frame: Frame;
  readonly format: Props['format'];
}) {
  const { x, y, band } = frame;
  const width = Math.min(64, (band * 0.76) / Math.max(1, series.length));
  return (
    <>
      {series.flatMap(({ values }, index) =>
        values.map((value, category) => {
          const from = x(category) + (index - series.length / 2) * width;
          const top = Math.min(y(value), y(0));
          return (
            <g key={`${index} ${category}`}>
              <rect
                class={`fill series-${index % 12}`}
                x={from + 1}
                width={Math.max(1, width - 2)}
                y={top}
                height={Math.max(value === 0 ? 0 : 1, Math.abs(y(value) - y(0)))}
                rx={2}
              />
              {series.length === 1 && (
                <text class="value" x={from + width / 2} y={top - 5} text-anchor="middle">
                  {format(value)}
                </text>
              )}
            </g>
          );
        }),
      )}
    </>
  );
}

type LineProps = { readonly series: Series; readonly index: number; readonly frame: Frame; readonly isArea: boolean };

function Line({ series, index, frame, isArea }: LineProps) {
  const { x, y } = frame;
  const points = series.values.map((value, category) => `${x(category).toFixed(1)},${y(value).toFixed(1)}`);
  const floor = y(0).toFixed(1);
  const area = [`${x(0).toFixed(1)},${floor}`, ...points, `${x(series.values.length - 1).toFixed(1)},${floor}`];
  return (
    <>
      {isArea && <polygon class={`area series-${index % 12}`} points={area.join(' ')} />}
      <polyline class={`stroke series-${index % 12}`} points={points.join(' ')} />
      {series.values.map((value, category) => (
        <circle key={category} class={`fill series-${index % 12}`} cx={x(category)} cy={y(value)} r={3} />
      ))}
    </>
  );
}
