import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** `/funnel health`: the shape of the funnel. Stages are safe text; shares are written. */
export const health = {
  drop: (
    stage: string,
    now: { readonly share: string; readonly exits: number },
    before: { readonly share: string; readonly exits: number },
  ) =>
    `*Fewer deals get past ${stage}:* ${now.share} recently, ${before.share} in the year before (from ${f.number(now.exits)} and ${f.number(before.exits)} deals).`,
  /** Lower, and perhaps by chance. */
  unsure: (
    stage: string,
    now: { readonly share: string; readonly exits: number },
    before: { readonly share: string; readonly exits: number },
  ) =>
    `*${stage}: ${now.share} moved on recently, ${before.share} in the year before.* ${f.number(now.exits)} ${f.plural(now.exits, { one: 'deal is', many: 'deals are' })} too few to tell whether that is more than chance.`,
  skipped: ({ stage, reached, nextStage, next }: { stage: string; reached: number; nextStage: string; next: number }) =>
    `*${stage} is being skipped:* ${f.number(next)} deals entered ${nextStage} in 90 days, ${reached === 0 ? 'none' : `only ${f.number(reached)}`} entered ${stage}.`,
  usual: '*The funnel is in good shape.* Every stage passes on about as many deals as in the year before.',
  early:
    '*Not enough data to tell* whether the funnel has changed: it takes ten recent exits from a stage, and ten in the year before.',
  head: { stage: 'Stage', reached: '90 d', recent: 'Now', earlier: 'Year' },
  legend: (value: string) =>
    `90 d: deals that entered in 90 days · ${value}: open there now · Now, Year: share that moves on, in recent months and in the year before`,
};

export type HealthMessages = typeof health;
