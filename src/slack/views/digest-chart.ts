import { dateAt, isoWeek } from '../../core/calendar.ts';
import type { DigestFacts } from '../../core/digest.ts';
import type { Messages } from '../../locale/messages.ts';
import type { FunnelChartData } from '../charts/funnel-chart.ts';
import { nativeFunnel } from '../charts/native-funnel.ts';
import type { Form } from '../post.ts';
import { notification } from './text.ts';

/** The funnel's chart in the reader's words: deals by stage, values beside them. */
export function digestChartData(m: Messages, facts: DigestFacts): FunnelChartData {
  const dry = new Set(facts.gaps.map(({ stageId }) => stageId));
  return {
    title: m.digest.chartTitle,
    subtitle: m.digest.title(isoWeek(facts.to).week, facts.from, facts.to),
    footer: m.digest.asOf(dateAt(facts.at, facts.timeZone), m.f.time(facts.at, facts.timeZone)),
    sizeName: m.digest.chartDeals,
    rows: facts.stages.map((line) => ({
      name: line.shortName,
      size: line.count,
      sizeLabel: m.f.number(line.count),
      valueLabel: m.f.shortMoney(line.valueMinor, facts.currency),
      note: dry.has(line.stageId) ? m.digest.chartShort : '',
      kind: 'open',
      thin: dry.has(line.stageId),
    })),
  };
}

/** What the chart says, for those who do not see it: every stage with its number. */
export const chartAlt = (m: Messages, facts: DigestFacts): string =>
  m.digest.chartAlt(facts.stages.map((line) => `${line.shortName} ${m.f.number(line.count)}`));

/** Slack's own bar chart; undefined where it would not fit. */
export function nativeChart(m: Messages, facts: DigestFacts): Form | undefined {
  const block = nativeFunnel(digestChartData(m, facts));
  return block === undefined ? undefined : { text: notification(chartAlt(m, facts), 300), blocks: [block] };
}
