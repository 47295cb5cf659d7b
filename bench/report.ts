import { BASELINE, judgeGoals, median } from './goals.ts';
import type { Slice } from './load-generator.ts';

/** One command on one server, a slice for each round. */
export type Measured = { readonly server: string; readonly command: string; readonly slices: readonly Slice[] };

type Conditions = { readonly deals: number; readonly rounds: number; readonly sliceMs: number };

const spread = (values: readonly number[]): string =>
  [Math.min(...values), median(values), Math.max(...values)].map((value) => value.toFixed(2)).join(' / ');

/** The figures, and the goals with met or not, as Markdown. */
export function renderReport(measured: readonly Measured[], { deals, rounds, sliceMs }: Conditions): string {
  const bare = measured.find((each) => each.server === BASELINE[0])?.slices ?? [];
  const rows = measured.map(({ server, command, slices }) => {
    const of = (pick: (slice: Slice) => number) => median(slices.map(pick));
    const ratios = slices.map((slice, round) => slice.perSecond / (bare[round]?.perSecond ?? Number.NaN));
    return [
      server,
      command,
      of((slice) => slice.perSecond).toFixed(0),
      spread(ratios),
      of((slice) => slice.p50Ms).toFixed(1),
      of((slice) => slice.p99Ms).toFixed(1),
    ];
  });
  const figures = measured.map(({ server, command, slices }) => ({
    server,
    command,
    perSecond: slices.map((slice) => slice.perSecond),
  }));
  return [
    `${deals} deals, ${rounds} rounds of ${sliceMs} ms, 16 in flight; ratios are to bare Bolt in the same round.\n`,
    ...table(['server', 'command', 'req/s', 'ratio min / median / max', 'p50 ms', 'p99 ms'], rows),
    '',
    ...table(
      ['goal', 'at least', 'ratio min / median / max', ''],
      judgeGoals(figures).map(({ what, atLeast, ratios, isMet }) => [
        what,
        String(atLeast),
        spread(ratios),
        isMet ? 'met' : 'not met',
      ]),
    ),
  ].join('\n');
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
