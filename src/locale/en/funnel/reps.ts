import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const people = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'rep', many: 'reps' })}`;

/** `/funnel reps`: how reps do on each stage. Names are safe text; values and shares are written. */
export const reps = {
  noExits: 'Not enough data to tell: no deal has left a stage yet.',
  none: '*Nothing to show yet:* no deal has left a stage.',
  alike: (count: number) => `*${people(count)}, nobody clearly different from the team at any stage.*`,
  differ: ({ count, of }: { count: number; of: number }) =>
    `*${f.number(count)} of ${people(of)} clearly ${f.plural(count, { one: 'differs', many: 'differ' })} from the team at one stage or more.*`,
  page: ({ from, to, of }: { from: number; to: number; of: number }) => `${f.number(from)}–${f.number(to)} of ${f.number(of)}`,
  onlyYou: 'Only you see this. A move counts for whoever owned the deal before it.',
  row: (who: string, what: string, perWeek: string | undefined) =>
    `${who}: ${what}${perWeek === undefined ? '' : ` · ${perWeek} a week`}`,
  passRate: (stage: string, share: string, team: string) => `${stage} ${share} move on (team ${team})`,
  nothing: 'not enough data to compare with the team',
  noDifference: 'no clear difference from the team',
  gone: (who: string) => `${who} (left)`,
  noAccount: (who: string) => `${who} (no Slack account)`,
  open: 'Details',
  everybody: 'All reps',
  title: (who: string) => `*${who}: how many deals move on from each stage*`,
  soloTitle: '*How many of your deals move on from each stage*',
  head: { stage: 'Stage', share: 'On', range: '8 in 10', team: 'Team', exits: 'Left' },
  fewExitsCell: ({ count, enough }: { count: number; enough: number }) => `${f.number(count)}/${f.number(enough)}`,
  below: ({ stage, share, team, range, exits }: { stage: string; share: string; team: string; range: string; exits: number }) =>
    `*${stage}: ${share} move on, against ${team} for the team* (8 in 10: ${range}, from ${f.number(exits)} deals).`,
  ask: {
    there: (deals: readonly string[]) =>
      `There now: ${f.list(deals)}. Would it help to go through ${deals.length === 1 ? 'it' : 'them'} together?`,
    lost: (deals: readonly string[]) => `Recently lost there: ${f.list(deals)}. What would have helped?`,
    won: (deals: readonly string[]) => `Recently won: ${f.list(deals)}. What works there that others could use?`,
  },
  unclear: (stages: readonly string[]) => `No clear difference from the team: ${f.list(stages)}.`,
  fewExits: (stages: readonly { readonly name: string; readonly exits: number }[], enough: number) => {
    const [one] = stages;
    return one !== undefined && stages.length === 1
      ? `${one.name}: not enough data to tell (${f.number(one.exits)} of ${f.number(enough)} exits from this stage).`
      : `Not enough data to tell: ${f.list(stages.map(({ name, exits }) => `${name} (${f.number(exits)} of ${f.number(enough)} exits)`))}.`;
  },
  velocity: ({
    perWeek,
    deals,
    winShare,
    value,
    days,
  }: {
    perWeek: string;
    deals: number;
    winShare: string;
    value: string;
    days: number;
  }) =>
    `*${perWeek} a week* over the last six months: usually ${f.number(deals)} open ${f.plural(deals, { one: 'deal', many: 'deals' })}, ${winShare} win rate, ${value} each, about ${f.number(days)} ${f.plural(days, { one: 'day', many: 'days' })} to close.`,
  noWins: (closed: number) => `Nothing won in the last six months (${f.number(closed)} deals closed).`,
  noVelocity: (fewest: number) =>
    `Sales velocity: not enough data to tell (fewer than ${f.number(fewest)} deals closed in six months).`,
  heldBack: {
    deals: (own: string, team: string) => `Biggest gap to the team: open deals (${own} against ${team}).`,
    winShare: (own: string, team: string) => `Biggest gap to the team: win rate (${own} against ${team}).`,
    value: (own: string, team: string) => `Biggest gap to the team: deal size (${own} against ${team}).`,
    cycle: (own: string, team: string) => `Biggest gap to the team: days to close (${own} against ${team}).`,
  },
  managersOnly: "Only managers can see other people's numbers. `/funnel reps` shows yours.",
  whichRep: (typed: string) => `Nobody here matches "${typed}".`,
  severalReps: (names: readonly string[]) => `Several people match: ${f.list(names)}. Type more of the name.`,
};

export type RepsMessages = typeof reps;
