import { openStages, stageById } from '../../core/stage.ts';
import { stageGaps } from '../../core/stage-gaps.ts';
import { bulgeLines, candidateLines, gapLines, heldBefore, reachOf } from '../../facts/gap-facts.ts';
import { needFacts } from '../../facts/need-facts.ts';
import type { Answer, Flow, Press, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { say } from '../views/blocks.ts';
import { gapList, otherDeals } from '../views/gap-list.ts';
import { gapWhy } from '../views/gap-why.ts';
import { GAP_OTHERS, GAP_WHY, GAPS, readOthersValue } from '../views/gap-words.ts';
import { type Taken, takenKey } from '../views/stage-alert.ts';
import { literal } from '../views/text.ts';

const alertsOf = (alerts: readonly { readonly stageId: string; readonly id: string }[]) =>
  new Map(alerts.map(({ stageId, id }) => [stageId, id]));

/** Who took what about the gaps that are open. */
async function takenOf(visit: Visit, alerts: readonly { readonly id: string }[]): Promise<Taken> {
  const commitments = await visit.tenant.commitments.ofAlerts(alerts.map(({ id }) => id));
  return new Map(
    commitments.map(({ alertId, dealNumber, memberId }) => [takenKey(alertId ?? '', dealNumber), memberId] as const),
  );
}

async function gaps(visit: Visit): Promise<Answer> {
  const { m, tenant, pipeline, timeZone, workspace } = visit;
  const [facts, alerts, { members }] = await Promise.all([
    needFacts(tenant, pipeline, visit.at, timeZone, { workspace }),
    tenant.alerts.open(pipeline.id),
    refusalContext(visit),
  ]);
  const [lines, bulges, taken] = await Promise.all([
    gapLines(tenant, pipeline, facts, alerts),
    bulgeLines(tenant, pipeline, facts, timeZone),
    takenOf(visit, alerts),
  ]);
  const { coverage, fiscalStartMonth } = facts;
  const context = { members, alertOf: alertsOf(alerts), taken, timeZone, coverage, fiscalStartMonth };
  return { do: 'say', message: gapList(m, lines, bulges, context) };
}

/** What a stage's need rests on; the button's value is the stage. */
async function why(visit: Visit, press: Press): Promise<Answer> {
  const { m, tenant, pipeline, timeZone, workspace, at } = visit;
  const [facts, alerts] = await Promise.all([
    needFacts(tenant, pipeline, at, timeZone, { workspace }),
    tenant.alerts.open(pipeline.id),
  ]);
  const [need, stage] = [facts.needs.find(({ stageId }) => stageId === press.value), stageById(pipeline, press.value)];
  if (need === undefined || stage === undefined) return { do: 'say', message: say(m.common.stageGone) };
  const { fiscalStartMonth } = facts;
  const reach = reachOf(facts, pipeline, stage);
  // The same number as in the list of gaps, which holds on to what was needed when the gap was told of.
  const needed = stageGaps(pipeline, facts.needs, alerts).find((gap) => gap.stage.id === stage.id)?.needed ?? need.required;
  return { do: 'say', message: gapWhy(m, { need, needed, pipeline, fiscalStartMonth, reach, at, timeZone }) };
}

/** Other deals than those that were named, as long as there are any. */
async function others(visit: Visit, press: Press): Promise<Answer> {
  const { m, tenant, pipeline, timeZone, workspace } = visit;
  const read = readOthersValue(press.value);
  if (read === undefined) return { do: 'say', message: say(m.alerts.gone) };
  const stage = openStages(pipeline).find(({ id }) => id === read.stageId);
  if (stage === undefined) return { do: 'say', message: say(m.common.stageGone) };
  const [facts, alerts, { members }] = await Promise.all([
    needFacts(tenant, pipeline, visit.at, timeZone, { workspace }),
    tenant.alerts.open(pipeline.id),
    refusalContext(visit),
  ]);
  const name = literal(stage.shortName, 20);
  const gap = stageGaps(pipeline, facts.needs, alerts).find((each) => each.stage.id === stage.id);
  if (gap === undefined) return { do: 'say', message: say(m.gaps.notShort(name)) };
  const candidates = await candidateLines(tenant, pipeline, gap, read.skip);
  if (candidates.length === 0) return { do: 'say', message: say(m.gaps.noOthers(name)) };
  const more = heldBefore(facts, pipeline, stage) > read.skip + candidates.length;
  const shown = { stageId: stage.id, shortName: stage.shortName, skip: read.skip, more };
  const taken = await takenOf(visit, alerts);
  return { do: 'say', message: otherDeals(m, shown, candidates, { members, alertOf: alertsOf(alerts), taken, timeZone }) };
}

/** Stages that ran dry, with what they lack, what fills them and why; stages that hold too many; and how far the open deals cover the targets. */
export const gapsFlow: Flow = {
  funnel: { gaps: { opens: false, run: gaps } },
  buttons: { [GAPS]: { run: gaps }, [GAP_WHY]: { run: why }, [GAP_OTHERS]: { run: others } },
};
