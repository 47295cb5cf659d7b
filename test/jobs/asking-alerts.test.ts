import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gapsInOrder } from '../../src/core/funnel/plan/plan-lead.ts';
import type { StageId } from '../../src/core/ids.ts';
import { everything } from '../../src/core/people/viewer.ts';
import { localizePipeline } from '../../src/core/pipeline/stored-pipeline.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { loadWorkspace } from '../../src/facts/tenant-reads.ts';
import { notifyChannel, notifyManagers } from '../../src/jobs/alert-notifications.ts';
import { deliver } from '../../src/jobs/deliver.ts';
import { inspectPipeline, type PipelineInspection } from '../../src/jobs/inspect-pipeline.ts';
import type { StageAlert } from '../../src/store/types/channels.ts';
import { setUpFunnel } from '../support/bot-actions.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { BOT_START, startTestBot, type TestBot } from '../support/test-bot.ts';
import { setMonthlyTargets, writeYear } from '../support/write-year.ts';

let lejek: TestBot;
let inspection: PipelineInspection;
/** Two stages that are short, in the plan's order. */
let first: StageId;
let second: StageId;
let alerts: readonly StageAlert[];

beforeAll(async () => {
  const database = await openTestDatabase();
  lejek = await startTestBot({ database });
  await writeYear(database, lejek.tenant, BOT_START, 300);
  await setMonthlyTargets(lejek.tenant, { '2026-11-01': 600_000, '2026-12-01': 600_000 }, BOT_START);
  await setUpFunnel(lejek, lejek.ewa, { cards: 'none', managers: [lejek.anna.id] });
  const { tenant } = lejek;
  const [stored, workspace] = [await tenant.pipeline(), await loadWorkspace(tenant)];
  if (stored === undefined) throw new Error('no pipeline');
  const pipeline = localizePipeline(stored, workspace.language);
  const at = lejek.now();
  const where = { stored, tenant, viewer: everything('decides'), workspace, pipeline, at, timeZone: workspace.timeZone };
  inspection = await inspectPipeline(lejek.deps, where);
});
afterAll(() => lejek.stop());

beforeEach(async () => {
  const { tenant } = lejek;
  const open = await tenant.stageAlerts.open('sales');
  await tenant.stageAlerts.recover(
    open.map(({ id }) => id),
    { at: lejek.now(), deliveries: [] },
  );
  const [one, other] = gapsInOrder(inspection.plan);
  if (one === undefined || other === undefined) throw new Error('fewer than two stages are short');
  [first, second] = [one.stageId, other.stageId];
  const begun = await Promise.all(
    [one, other].map(({ stageId, need }) =>
      tenant.stageAlerts.begin({
        pipelineId: 'sales',
        stageId,
        drySince: inspection.at - DAY_MS,
        seenAt: inspection.at,
        needed: need?.required ?? 1,
      }),
    ),
  );
  alerts = begun.flatMap((alert) => alert ?? []);
});

/** The same day, when moves are asked for one of the stages only: these cover the period for which all are short. */
const askingFor = (stageId: StageId): PipelineInspection => {
  const { plan } = inspection;
  const [move] = plan.actions.all;
  if (move?.kind !== 'move') throw new Error('the plan moves no deal');
  const others = plan.stages.filter((stage) => stage.need !== null && stage.stageId !== stageId);
  const unfilled = others.map((stage) => ({ stageId: stage.stageId, why: 'covered' as const }));
  return { ...inspection, plan: { ...plan, actions: { ...plan.actions, all: [{ ...move, forStageId: stageId }], unfilled } } };
};
const only = (stageId: StageId) => alerts.filter((alert) => alert.stageId === stageId);
const shortName = (stageId: StageId, language: 'en' | 'pl'): string =>
  localizePipeline(inspection.stored, language).stages.find(({ id }) => id === stageId)?.shortName ?? '';

/** A channel is told once a day. */
let day = 0;

/** What is said on the next working day to the manager, who reads Polish, and to the channel in English. */
async function told({ at: from, ...rest }: PipelineInspection, open: readonly StageAlert[]) {
  do day += 1;
  while ([0, 6].includes(new Date(from + day * DAY_MS).getUTCDay()));
  const where = { ...rest, at: from + day * DAY_MS };
  const { tenant, anna, sales } = lejek;
  const [subscription] = await tenant.subscriptions.all();
  if (subscription === undefined) throw new Error('no subscription');
  await deliver(lejek.deps, where.at);
  const before = [anna.id, sales].map((id) => lejek.posts(id).length);
  await notifyManagers(where, open);
  await notifyChannel(where, subscription, open);
  lejek.setNow(where.at);
  await deliver(lejek.deps, where.at);
  return [anna.id, sales].map((id, index) => lejek.posts(id).slice(before[index]).join('\n'));
}

describe('an alert that asks nothing of anybody', () => {
  it('is told nobody while the stage holds deals and actions of other stages make up for it, and once when something is asked for it', async () => {
    expect(await told(askingFor(second), only(first))).toEqual(['', '']);
    const still = (await lejek.tenant.stageAlerts.open('sales')).filter(({ stageId }) => stageId === first);
    expect(still).toMatchObject([{ managersToldAt: null, channelToldAt: null }]);
    const [polish, channel] = await told(askingFor(first), still);
    expect(polish).toMatch(new RegExp(`etap(ie)? „${shortName(first, 'pl')}”`, 'i'));
    expect(channel).toMatch(/1 (move closes|deal from earlier stages can close)/);
    const after = (await lejek.tenant.stageAlerts.open('sales')).filter(({ stageId }) => stageId === first);
    expect(await told(askingFor(first), after)).toEqual(['', '']);
  });

  it('is told where no deal is left in the stage: since when, that others make up for it, and what follows for the stage after it', async () => {
    const { plan } = askingFor(second);
    const after = plan.stages[plan.stages.findIndex(({ stageId }) => stageId === first) + 1];
    if (after === undefined) throw new Error('the stage is the last one');
    const lasts = { kind: 'lasts', about: 'twoWeeks', refill: null, tooLate: false } as const;
    const stages = plan.stages.map((stage) => {
      if (stage.stageId === first) return { ...stage, count: 0, emptySince: inspection.at - DAY_MS };
      return stage.stageId === after.stageId
        ? { ...stage, count: 3, runway: { stockKey: 'three', sameSince: plan.on, said: lasts } }
        : stage;
    });
    const [polish, channel] = await told({ ...inspection, plan: { ...askingFor(second).plan, stages } }, only(first));
    expect(channel).toContain(`${shortName(first, 'en')} has been empty since Sunday, 15 Nov.`);
    expect(channel).toContain(`With nothing coming from it, ${shortName(after.stageId, 'en')} runs dry in about two weeks.`);
    expect(channel).toContain('Nothing is asked for here itself');
    expect(polish).toContain(`Etap „${shortName(first, 'pl')}” jest pusty od niedzieli, 15 listopada.`);
    expect(polish).toContain(
      `Bez dopływu z niego na etapie „${shortName(after.stageId, 'pl')}” za ok. dwa tygodnie zabraknie szans.`,
    );
  });

  it('comes behind a stage for which something can be done, in one message', async () => {
    const [polish = '', channel = ''] = await told(askingFor(second), alerts);
    expect(channel).toMatch(new RegExp(`^${shortName(second, 'en')} `));
    expect(channel).toMatch(new RegExp(`Also short: ${shortName(first, 'en')} \\(\\d+ of \\d+\\)`));
    expect(polish).toMatch(new RegExp(`^(Na e|E)tap(ie)? „${shortName(second, 'pl')}”`));
    expect(polish).toMatch(new RegExp(`Brakuje też: ${shortName(first, 'pl')} \\(\\d+ z \\d+\\)`));
  });

  it('is told all the same where nothing can fill the stage in time: that it runs dry is news', async () => {
    const unfilled = [{ stageId: first, why: 'tooLate' as const }];
    const nothing = {
      ...inspection,
      plan: { ...inspection.plan, actions: { ...inspection.plan.actions, total: 0, all: [], unfilled } },
    };
    const [polish, channel] = await told(nothing, only(first));
    expect(channel).toContain('Nothing more can get there in time.');
    expect(polish).toContain('Więcej szans nie zdąży tu trafić.');
  });
});
