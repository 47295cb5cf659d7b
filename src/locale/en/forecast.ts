/** `/funnel forecast`. People are tagged; values are written. */
export const forecast = {
  head: (period: string) => `*Forecast, ${period}*`,
  early: 'Before the first won or lost deal there is nothing to forecast from.',
  team: 'Team',
  total: (won: string, expected: string) => `Won so far ${won} · ${expected}`,
  target: (target: string, coverage: string) => `Target ${target} · open deals cover ${coverage} of what is missing`,
  reached: (target: string) => `Target ${target}: reached`,
  row: (who: string, won: string, expected: string, target: string | undefined) =>
    `${who}: won ${won} · ${expected}${target === undefined ? '' : ` · target ${target}`}`,
  rests: 'From stage and age of every open deal, new deals at your usual pace, and your own won values. Not from close dates.',
  periods: { month: 'Month', quarter: 'Quarter', year: 'Year' },
};

export type ForecastMessages = typeof forecast;
