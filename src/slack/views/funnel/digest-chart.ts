import type { DigestFacts, StageLine } from '../../../core/funnel/digest.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { type SafeText, safe } from '../../../locale/safe-text.ts';
import type { DataVisualizationBlock } from '../../charts/data-visualization.ts';
import type { FunnelChartData } from '../../charts/funnel-chart.ts';
import { funnelSvg } from '../../charts/funnel-svg.ts';
import { nativeFunnel } from '../../charts/native-funnel.ts';
import type { ButtonSpec } from '../kit/blocks.ts';
import type { Picture } from '../kit/picture.ts';
import type { PostContent } from '../kit/post-content.ts';
import { literal, notificationText } from '../kit/text.ts';

/** Sends the funnel as a picture. */
export const FUNNEL_PICTURE = 'funnel.picture';

/** The button that shows the funnel as a picture. */
export const pictureButton = (m: Messages): ButtonSpec => ({ id: FUNNEL_PICTURE, text: m.funnelNow.showPicture, value: 'now' });

/** What a short stage needs; of another what changed within the week. */
function noteOf(m: Messages, { change }: StageLine, needed: number | undefined): string {
  if (needed !== undefined) return m.digest.chartNeeds(needed);
  return change === 0 ? '' : m.digest.chartChange(m.f.signed(change));
}

/** The funnel's chart in the reader's words: deals by stage, values beside them. */
export function digestChartData(m: Messages, facts: DigestFacts): FunnelChartData {
  const needed = new Map(facts.gaps.map((gap) => [gap.stageId, gap.needed]));
  const [lead] = facts.gaps;
  const asOf = m.digest.asOf(dateAt(facts.at, facts.timeZone), m.f.time(facts.at, facts.timeZone));
  return {
    title: m.digest.chartTitle,
    subtitle: m.digest.title(facts),
    footer: facts.stages.some(({ change }) => change !== 0) ? safe`${asOf} · ${m.digest.chartOutline}` : asOf,
    sizeName: m.digest.chartDeals,
    rows: facts.stages.map((line) => ({
      name: line.shortName,
      size: line.count,
      sizeLabel: m.f.number(line.count),
      valueLabel: line.untold === true ? '' : m.f.shortMoney({ minor: line.valueMinor, currency: facts.currency }),
      note: noteOf(m, line, needed.get(line.stageId)),
      kind: 'open',
      before: Math.max(0, line.count - line.change),
      thin: needed.has(line.stageId),
      lead: line.stageId === lead?.stageId,
    })),
  };
}

/** What the chart says, for those who do not see it: of every stage its number, what it needs where it is short, and its value. */
export function funnelChartAlt(m: Messages, facts: DigestFacts): SafeText {
  const needed = new Map(facts.gaps.map((gap) => [gap.stageId, gap.needed]));
  return m.digest.chartAlt(
    facts.stages.map(({ stageId, shortName, count, valueMinor, untold }) => {
      const need = needed.get(stageId);
      const held = need === undefined ? m.f.number(count) : safe`${m.f.number(count)} ${m.funnelNow.ofNeeded(need)}`;
      const value =
        count === 0 || untold === true ? safe`` : safe` (${m.f.shortMoney({ minor: valueMinor, currency: facts.currency })})`;
      return safe`${literal(shortName)} ${held}${value}`;
    }),
  );
}

/** The funnel as Slack's own bar chart; undefined where it would not fit. */
export const nativeFunnelBlock = (m: Messages, facts: DigestFacts): DataVisualizationBlock | undefined =>
  nativeFunnel(digestChartData(m, facts));

/** The same as a post. */
export function nativeFunnelForm(m: Messages, facts: DigestFacts): PostContent | undefined {
  const block = nativeFunnelBlock(m, facts);
  return block === undefined ? undefined : { text: notificationText(funnelChartAlt(m, facts), 300), blocks: [block] };
}

/** The funnel as a picture. Slack does not tell who reads it in the dark: the light one is a card there. */
export const funnelPicture = (m: Messages, facts: DigestFacts): Picture => ({
  name: 'funnel',
  svg: () => funnelSvg(digestChartData(m, facts), { theme: 'light' }),
  alt: funnelChartAlt(m, facts),
});
