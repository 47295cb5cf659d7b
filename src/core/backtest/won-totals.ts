import type { PastWin } from '../history/history-event.ts';
import type { Instant } from '../time/instant.ts';

/** Cumulative sums of won values, of the team and each rep, for totals over any interval by binary search. */
export type WonTotals = {
  /** Takes wins in order of time. */
  readonly add: (win: PastWin) => void;
  /** Value won in (after, until]; of one rep where named. */
  readonly between: (after: Instant, until: Instant, rep?: string) => number;
};

type RunningTotal = { readonly at: number[]; readonly total: number[] };

export function createWonTotals(): WonTotals {
  const lines = new Map<string | undefined, RunningTotal>();
  const addToLine = (whose: string | undefined, { at, value }: PastWin): void => {
    const line = lines.get(whose) ?? { at: [], total: [] };
    lines.set(whose, line);
    line.at.push(at);
    line.total.push((line.total.at(-1) ?? 0) + value);
  };
  /** The sum of everything up to an instant. */
  const totalUpTo = ({ at, total }: RunningTotal, until: Instant): number => {
    let [low, high] = [0, at.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((at[middle] ?? 0) <= until) low = middle + 1;
      else high = middle;
    }
    return total[low - 1] ?? 0;
  };
  return {
    add: (win) => {
      addToLine(undefined, win);
      addToLine(win.rep, win);
    },
    between: (after, until, rep) => {
      const line = lines.get(rep);
      return line === undefined ? 0 : totalUpTo(line, until) - totalUpTo(line, after);
    },
  };
}
