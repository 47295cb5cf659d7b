import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** The funnel drawn, and as a table of its stages, by counts or by values. Heads have at most 8 characters. */
export const funnelNow = {
  /** Follows what a short stage holds: `3 of 7`. */
  ofNeeded: (needed: number) => `of ${f.number(needed)}`,
  /** @param shade how what is missing is drawn. */
  legendDrawn: (shade: string) => `${shade} still needed`,
  showPicture: 'Picture',
  showNumbers: 'In numbers',
  showDrawn: 'Funnel',
  head: { win: 'Win', days: 'Days', weighted: 'Wtd' },
  legend: 'Win: how many of the deals that enter the stage are won. Days: half of its deals leave it within that time.',
  legendValues: 'Wtd: value times win probability.',
  showCounts: 'Show counts',
  showValues: 'Show values',
};

export type FunnelNowMessages = typeof funnelNow;
