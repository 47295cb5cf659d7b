import type { Point } from './chart-data.ts';
import { Legend } from './legend.tsx';

const SIZE = 200;
const RADIUS = 92;

/** A pie whose legend says each segment's amount and share. */
export function Pie({ points, format }: { readonly points: readonly Point[]; readonly format: (value: number) => string }) {
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const share = (value: number) => (total > 0 ? value / total : 0);
  let start = 0;
  const slices = points.map(({ value }) => {
    const from = start;
    start += share(value);
    return { from, to: start };
  });
  const names = points.map(({ label, value }) => `${label}: ${format(value)} (${Math.round(share(value) * 100)}%)`);
  return (
    <div class="pie">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true" focusable="false">
        {slices.map(({ from, to }, index) =>
          to - from > 0.9999 ? (
            <circle key={index} cx={SIZE / 2} cy={SIZE / 2} r={RADIUS} class={`fill series-${index % 12}`} />
          ) : (
            <path key={index} d={slice(from, to)} class={`fill series-${index % 12}`} />
          ),
        )}
      </svg>
      <Legend names={names} />
    </div>
  );
}

/** The outline of a slice; `from` and `to` are parts of the whole turn, 0 at the top. */
function slice(from: number, to: number): string {
  const at = (turn: number) => {
    const angle = turn * 2 * Math.PI;
    return `${(SIZE / 2 + RADIUS * Math.sin(angle)).toFixed(2)} ${(SIZE / 2 - RADIUS * Math.cos(angle)).toFixed(2)}`;
  };
  const isLarge = to - from > 0.5 ? 1 : 0;
  return `M ${SIZE / 2} ${SIZE / 2} L ${at(from)} A ${RADIUS} ${RADIUS} 0 ${isLarge} 1 ${at(to)} Z`;
}
