/** The funnel as a table of its stages, by counts or by values. Heads have at most 8 characters. */
export const funnelNow = {
  head: { win: 'Win', days: 'Days', weighted: 'Wtd' },
  legend: 'Win: how many of the deals that enter the stage are won. Days: half of its deals leave it within that time.',
  legendValues: 'Wtd: value times win probability.',
  showCounts: 'Show counts',
  showValues: 'Show values',
};

export type FunnelNowMessages = typeof funnelNow;
