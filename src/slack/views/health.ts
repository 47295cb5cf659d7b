import type { Finding, FunnelHealth, HealthStage } from '../../core/health.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { textTable } from '../charts/text-table.ts';
import { buttons, type Message, say, small } from './blocks.ts';
import { tableUnit } from './digest-lines.ts';
import { FUNNEL_NOW } from './help.ts';
import { literal, preformatted, rich, type Tagged } from './text.ts';

/** Findings of one answer. */
const MOST = 3;

type NameOf = (stageId: string) => string;

const written = (m: Messages, { share, exits }: HealthStage['recent']) => ({ share: m.f.percent(share), exits });

function findingSentence(m: Messages, finding: Finding, nameOf: NameOf): Tagged {
  const stage = literal(nameOf(finding.stageId), 20);
  switch (finding.kind) {
    case 'drop':
      return m.health.drop(stage, written(m, finding.recent), written(m, finding.earlier));
    case 'bulge':
      return m.health.bulge(stage, finding.count, finding.usual);
    case 'skipped':
      return m.health.skipped(stage, finding.reached, literal(nameOf(finding.nextId), 20), finding.next);
  }
}

/** What the shape of the funnel says, the most important first; nothing while there is not enough data to tell. */
export function healthSentences(
  m: Messages,
  { findings, known }: Pick<FunnelHealth, 'findings' | 'known'>,
  nameOf: NameOf,
): readonly Tagged[] {
  if (findings.length > 0) return findings.slice(0, MOST).map((finding) => findingSentence(m, finding, nameOf));
  return known ? [m.health.usual] : [];
}

/** A check-up of the funnel: what changed in words, and each stage with how many entered, what is in it, and how many go on. */
export function healthMessage(m: Messages, health: FunnelHealth, pipeline: Pipeline): Message {
  const nameOf = (stageId: string): string => stageById(pipeline, stageId)?.shortName ?? stageId;
  const { head } = m.health;
  const unit = tableUnit(m, pipeline.currency, Math.max(0, ...health.stages.map(({ valueMinor }) => valueMinor)));
  const share = ({ share: passed, exits }: HealthStage['recent']): string => (exits === 0 ? '–' : m.f.percent(passed));
  const lines = health.stages.map(({ stageId, reached, valueMinor, recent, earlier }) => [
    nameOf(stageId),
    m.f.number(reached),
    m.f.number(Math.round(valueMinor / unit.divisor)),
    share(recent),
    share(earlier),
  ]);
  const [first = m.health.early, ...more] = healthSentences(m, health, nameOf);
  return say(
    first,
    ...(more.length === 0 ? [] : [rich(more.join('\n'))]),
    preformatted(textTable([[head.stage, head.reached, unit.name, head.recent, head.earlier], ...lines])),
    small(m.health.legend(unit.name)),
    ...buttons({ id: FUNNEL_NOW, text: m.help.funnelNow, value: 'now' }),
  );
}
