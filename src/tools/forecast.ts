import { z } from 'zod';
import type { ForecastWithWins } from '../core/funnel/reconcile-forecasts.ts';
import { PERIOD_KINDS } from '../core/time/periods.ts';
import { loadForecastList } from '../facts/digest/forecast-list-facts.ts';
import { loadRefusalContext } from '../slack/request/refusal-context.ts';
import { forecastList } from '../slack/views/funnel/forecast.ts';
import { toPlainText } from '../slack/views/kit/text.ts';
import { moneyOutput, toMoneyOutput } from './deal-output.ts';
import { plainMessage } from './plain-message.ts';
import { dayInput, pipelineInput, readPipeline } from './read-input.ts';
import { defineTool } from './tool.ts';

const MAX_REPS = 48;

const figures = {
  won: moneyOutput.nullable().describe('So far; null, as those below, where it would give a deal away that you may not see'),
  expected: moneyOutput.nullable().describe('At the end of the period, what is won included'),
  low: moneyOutput.nullable().describe('8 in 10 lie between low and high'),
  high: moneyOutput.nullable(),
  target: moneyOutput.nullable(),
};

/** What a month, a quarter or a year will bring. */
export const forecastTool = defineTool({
  name: 'forecast',
  title: 'Forecast',
  description:
    'What a month, a quarter or a year will bring: won, expected with its range, target, per rep as far as you may see them.',
  input: z.object({
    period: z.enum(PERIOD_KINDS).default('month'),
    on: dayInput('A day in the period; today where not given').optional(),
    pipeline: pipelineInput,
  }),
  output: z.object({
    message: z.string(),
    forecast: z
      .object({
        ...{ from: z.iso.date(), to: z.iso.date(), ...figures },
        coveragePercent: z.number().nullable(),
        reps: z.array(z.object({ name: z.string(), ...figures })),
      })
      .nullable()
      .describe('Null until the first deal is closed'),
  }),
  right: 'funnel.see',
  writes: false,
  run: async (asked, given) => {
    const within = readPipeline(asked, given.pipeline);
    if ('refused' in within) return within.refused;
    const { context } = within;
    const { m, today } = context;
    const page = { kind: given.period, on: given.on ?? today, offset: 0, limit: MAX_REPS };
    const list = await loadForecastList(context, page);
    if (list === undefined) return { ok: true, output: { message: toPlainText(m.forecast.early), forecast: null } };
    const { members } = await loadRefusalContext(context);
    const money = (minor: number) => toMoneyOutput({ minor: Math.round(minor), currency: list.currency });
    const toFigures = (
      { wonMinor, expectedMinor, lowMinor, highMinor }: ForecastWithWins,
      target: { readonly valueMinor: number } | undefined,
    ) => ({
      ...{ won: money(wonMinor), expected: money(expectedMinor), low: money(lowMinor), high: money(highMinor) },
      target: target === undefined ? null : money(target.valueMinor),
    });
    const ofAll = toFigures(list.team.forecast, list.team.target);
    const untold = list.untold === true;
    return {
      ok: true,
      output: {
        message: plainMessage(forecastList(m, list), members),
        forecast: {
          ...{ from: list.period.startsOn, to: list.period.endsOn, coveragePercent: untold ? null : list.percent },
          ...ofAll,
          ...(untold ? { won: null, expected: null, low: null, high: null } : {}),
          reps: list.reps.map(({ member, forecast, target }) => ({ name: member.name, ...toFigures(forecast, target) })),
        },
      },
    };
  },
});
