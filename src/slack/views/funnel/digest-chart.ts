import type { DigestFacts } from '../../../core/funnel/digest.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { type SafeText, safe } from '../../../locale/safe-text.ts';
import type { FunnelChartData } from '../../charts/funnel-chart.ts';
import { funnelSvg } from '../../charts/funnel-svg.ts';
import { nativeFunnel } from '../../charts/native-funnel.ts';
import type { Picture } from '../kit/picture.ts';
import type { PostContent } from '../kit/post-content.ts';
import { literal, notificationText } from '../kit/text.ts';

/** Sends the funnel as a picture. */
export const FUNNEL_PICTURE = 'funnel.picture';

/** The funnel's chart in the reader's words: deals by stage, values beside them. */
export function digestChartData(m: Messages, facts: DigestFacts): FunnelChartData {
  const dry = new Set(facts.gaps.map(({ stageId }) => stageId));
  return {
    title: m.digest.chartTitle,
    subtitle: m.digest.title(facts),
    footer: m.digest.asOf(dateAt(facts.at, facts.timeZone), m.f.time(facts.at, facts.timeZone)),
    sizeName: m.digest.chartDeals,
    rows: facts.stages.map((line) => ({
      name: line.shortName,
      size: line.count,
      sizeLabel: m.f.number(line.count),
      valueLabel: m.f.shortMoney({ minor: line.valueMinor, currency: facts.currency }),
      note: dry.has(line.stageId) ? m.digest.chartShort : '',
      kind: 'open',
      thin: dry.has(line.stageId),
    })),
  };
}

/** What the chart says, for those who do not see it: every stage with its number. */
export const funnelChartAlt = (m: Messages, facts: DigestFacts): SafeText =>
  m.digest.chartAlt(facts.stages.map((line) => safe`${literal(line.shortName)} ${m.f.number(line.count)}`));

/** Slack's own bar chart; undefined where it would not fit. */
export function nativeFunnelForm(m: Messages, facts: DigestFacts): PostContent | undefined {
  const block = nativeFunnel(digestChartData(m, facts));
  return block === undefined ? undefined : { text: notificationText(funnelChartAlt(m, facts), 300), blocks: [block] };
}

/** The funnel as a picture, for channels whose Slack does not take its own chart. */
export const funnelPicture = (m: Messages, facts: DigestFacts): Picture => ({
  name: 'funnel',
  svg: () => funnelSvg(digestChartData(m, facts), { theme: 'light' }),
  alt: funnelChartAlt(m, facts),
});
