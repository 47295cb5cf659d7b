import type { OverfullLine } from '../../../core/funnel/gap-line.ts';
import type { StageId } from '../../../core/ids.ts';
import type { FunnelFinding, FunnelHealth, HealthStage } from '../../../core/numbers/funnel-findings.ts';
import { knownStage, type Pipeline } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { textTable } from '../../charts/text-table.ts';
import { SHOW_FUNNEL } from '../kit/action-ids.ts';
import { buttons, contextLine, type Message, textMessage } from '../kit/blocks.ts';
import { tableUnit } from '../kit/figures.ts';
import { literal, preformatted, richText } from '../kit/text.ts';
import { overfullSentence } from './plan/gap-sentences.ts';

/** Findings of one answer. */
const MAX_FINDINGS = 3;

type StageNameLookup = (stageId: StageId) => string;

const shareAndExits = (m: Messages, { share, exits }: HealthStage['recent']) => ({ share: m.f.percent(share), exits });

function findingSentence(m: Messages, finding: FunnelFinding, stageName: StageNameLookup): SafeText {
  const stage = literal(stageName(finding.stageId), 20);
  switch (finding.kind) {
    case 'drop':
      return m.health.drop(stage, shareAndExits(m, finding.recent), shareAndExits(m, finding.earlier));
    case 'unsure':
      return m.health.unsure(stage, shareAndExits(m, finding.recent), shareAndExits(m, finding.earlier));
    case 'skipped':
      return m.health.skipped({
        stage,
        reached: finding.reached,
        nextStage: literal(stageName(finding.nextId), 20),
        next: finding.next,
      });
  }
}

/** What the shape of the funnel says, the most important first; nothing while there is not enough data to tell. */
export function healthSentences(
  m: Messages,
  { findings, known }: Pick<FunnelHealth, 'findings' | 'known'>,
  stageName: StageNameLookup,
): readonly SafeText[] {
  if (findings.length > 0) return findings.slice(0, MAX_FINDINGS).map((finding) => findingSentence(m, finding, stageName));
  return known ? [m.health.usual] : [];
}

/** A check-up of the funnel: what changed in words, and each stage with how many entered, what is in it, and how many go on. */
export function healthMessage(
  m: Messages,
  health: FunnelHealth,
  { pipeline, overfull }: { readonly pipeline: Pipeline; readonly overfull: readonly OverfullLine[] },
): Message {
  const stageName = (stageId: StageId): string => knownStage(pipeline, stageId)?.shortName ?? stageId;
  const { head } = m.health;
  const unit = tableUnit(m, pipeline.currency, Math.max(0, ...health.stages.map(({ valueMinor }) => valueMinor)));
  const share = ({ share: passed, exits }: HealthStage['recent']): string => (exits === 0 ? '–' : m.f.percent(passed));
  const lines = health.stages.map(({ stageId, reached, valueMinor, recent, earlier }) => [
    stageName(stageId),
    m.f.number(reached),
    m.f.number(Math.round(valueMinor / unit.divisor)),
    share(recent),
    share(earlier),
  ]);
  const overfullSentences = overfull.map((line) => overfullSentence(m, line));
  const shape = healthSentences(m, { ...health, known: health.known && overfull.length === 0 }, stageName);
  const [first = m.health.early, ...more] = [...shape, ...overfullSentences];
  return textMessage(
    first,
    ...(more.length === 0 ? [] : [richText(joinSafe(more, '\n'))]),
    preformatted(textTable([[head.stage, head.reached, unit.name, head.recent, head.earlier], ...lines])),
    contextLine(m.health.legend(unit.name)),
    ...buttons({ id: SHOW_FUNNEL, text: m.help.funnelNow, value: 'now' }),
  );
}
