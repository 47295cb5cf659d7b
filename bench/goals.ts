/** Requests answered per second by one command on one server, round by round. */
type Figure = { readonly server: string; readonly command: string; readonly perSecond: readonly number[] };

type Goal = {
  readonly what: string;
  readonly of: readonly [server: string, command: string];
  readonly beside: readonly [server: string, command: string];
  /** At least this share of the other's throughput. */
  readonly atLeast: number;
};

type GoalResult = {
  readonly what: string;
  readonly atLeast: number;
  readonly ratios: readonly number[];
  readonly isMet: boolean;
};

export const BASELINE = ['bare Bolt', 'ack only'] as const;

/** Throughput that the bot is held to, as a share of what is measured beside it in the same round. */
const GOALS: readonly Goal[] = [
  { what: 'help on the embedded store, of bare Bolt', of: ['embedded', 'help'], beside: BASELINE, atLeast: 0.85 },
  { what: 'help on PostgreSQL, of bare Bolt', of: ['PostgreSQL', 'help'], beside: BASELINE, atLeast: 0.85 },
  {
    what: 'advance on PostgreSQL, of Bolt with five statements by hand',
    of: ['PostgreSQL', 'advance'],
    beside: ['raw PostgreSQL', 'advance'],
    atLeast: 0.8,
  },
  {
    what: 'advance on the embedded store, of Bolt with five statements by hand on a durable PGlite',
    of: ['embedded', 'advance'],
    beside: ['raw embedded', 'advance'],
    atLeast: 0.7,
  },
  { what: 'list on the embedded store, of bare Bolt', of: ['embedded', 'list'], beside: BASELINE, atLeast: 0.3 },
  { what: 'list on PostgreSQL, of bare Bolt', of: ['PostgreSQL', 'list'], beside: BASELINE, atLeast: 0.3 },
];

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/** Holds the figures against the goals, round by round: the median of the ratios counts. A goal without figures is left out. */
export function judgeGoals(figures: readonly Figure[]): readonly GoalResult[] {
  const find = ([server, command]: readonly [string, string]) =>
    figures.find((each) => each.server === server && each.command === command)?.perSecond;
  return GOALS.flatMap(({ what, of, beside, atLeast }) => {
    const [ours, theirs] = [find(of), find(beside)];
    if (ours === undefined || theirs === undefined) return [];
    const ratios = ours.map((each, round) => each / (theirs[round] ?? Number.NaN));
    return [{ what, atLeast, ratios, isMet: median(ratios) >= atLeast }];
  });
}
