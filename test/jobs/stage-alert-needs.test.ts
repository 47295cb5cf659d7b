import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../simulator/state/entities.ts';
import { renderMessage, renderView } from '../../simulator/terminal/render.ts';
import { advance } from '../../src/core/deal/advance.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { loadPlan } from '../../src/facts/plan-facts.ts';
import { loadWorkspace } from '../../src/facts/tenant-reads.ts';
import { checkStages } from '../../src/jobs/stage-alerts.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { StageAlert } from '../../src/store/types/channels.ts';
import type { Store } from '../../src/store/types/store.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { actBy } from '../support/deal-builders.ts';
import { ANYWAY } from '../support/play-deals.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { BOT_START, startTestBot, type TestBot } from '../support/test-bot.ts';
import { setMonthlyTargets, writeYear } from '../support/write-year.ts';

/** Tuesday, 17 November 2026, 8:30 in Warsaw: the daily check of a channel that is told at nine. */
const CHECK = Date.parse('2026-11-17T07:30:00Z');
/** Monday, 23 November 2026, 9:00 in Warsaw. */
const MONDAY = Date.parse('2026-11-23T08:00:00Z');

let database: Database;
let lejek: TestBot;
beforeAll(async () => {
  database = await openTestDatabase();
  lejek = await startTestBot({ database });
});
beforeEach(async () => {
  await lejek.reset();
  await writeYear(database, lejek.tenant, BOT_START, 300);
  await setMonthlyTargets(lejek.tenant, { '2026-11-01': 250_000, '2026-12-01': 250_000 }, BOT_START);
  await setUpFunnel(lejek, lejek.ewa, { cards: 'none' });
});
afterAll(() => lejek.stop());

const open = async (stageId: string): Promise<StageAlert | undefined> =>
  (await lejek.tenant.stageAlerts.open('sales')).find((alert) => alert.stageId === stageId);
const held = async (stageId: string): Promise<number> =>
  (await lejek.tenant.funnel.stock('sales')).find((each) => each.stageId === stageId)?.count ?? 0;
const channelAlert = (): Message => {
  const found = lejek.messages(lejek.sales).find(({ blocks }) => JSON.stringify(blocks).includes('alert.take'));
  if (found === undefined) throw new Error('the channel was told nothing');
  return found;
};
const shown = (text: string | undefined): string => (text ?? '').replaceAll('\u00A0', ' ');

/** Somebody makes every move that the plan asks for the stage that leads. */
async function advanceMovesForLead(): Promise<{ readonly name: string; readonly numbers: readonly number[] }> {
  const { tenant } = lejek;
  const at = lejek.now();
  const [workspace, pipeline] = [await loadWorkspace(tenant), await loadPipeline(tenant, 'en')];
  if (pipeline === undefined) throw new Error('no pipeline');
  const { actions, lead } = await loadPlan({ tenant, workspace, pipeline, at });
  const numbers: number[] = [];
  for (const action of actions.all) {
    if (action.kind !== 'move' || action.forStageId !== lead.stageId) continue;
    const act = actBy(action.ownerId, at);
    await tenant
      .deals(ALL_DEALS)
      .change(action.number, (file) => advance(file, { pipeline, answers: {}, ...ANYWAY }, act), { key: null, at });
    numbers.push(action.number);
  }
  return { name: pipeline.stages.find(({ id }) => id === lead.stageId)?.shortName ?? '', numbers };
}

describe('a stage that holds fewer deals than the target takes', () => {
  it('is told once with what it needed then, and recovers when that is reached, however the need moves meanwhile', async () => {
    const { ewa, piotr, sales, slack } = lejek;
    await lejek.runUntil(CHECK, HOUR_MS / 2);
    const alert = await open('offer');
    if (alert === undefined) throw new Error('Offer is not short');
    expect(alert.needed).toBeGreaterThan(await held('offer'));
    const alertPosts = () =>
      lejek.posts(ewa.id).filter((post) => /flow of the last quarter/.test(post) && /^Offer|\nOffer/.test(post));
    expect(alertPosts()).toHaveLength(1);
    const said = lejek.posts(sales).at(-1) ?? '';
    expect(said).toMatch(/Offer (has been empty since|runs dry in|is short for|has had only|is below its usual level)/);
    expect(said).toMatch(/[Bb]ased on the flow of the last quarter and the target for (November|December) \(250k EUR\)/);
    // One deal an hour; the flow, and with it the need, moves with every one of them.
    for (let count = await held('offer'); count < alert.needed; count += 1) {
      expect((await open('offer'))?.id).toBe(alert.id);
      await lejek.createDeal(piotr, `More ${count}`, { ...valueInEuros(1000), stageId: 'offer' });
      lejek.advanceClock(HOUR_MS);
      await lejek.tick();
      if ((await open('offer')) === undefined) break;
    }
    expect(await open('offer')).toBeUndefined();
    const count = await held('offer');
    const clear = slack.replies(sales, channelAlert().ts).map(({ text }) => shown(text));
    expect(clear.filter((text) => text.startsWith('Offer'))).toEqual([
      expect.stringMatching(
        count >= alert.needed
          ? new RegExp(`^Offer is back to ${count} deals? after \\d+ days\\.`)
          : /^Offer (now needs fewer: \d+|is no longer short)/,
      ),
    ]);
    // It does not begin anew when the need moves by one.
    for (let hour = 0; hour < 24; hour += 1) {
      lejek.advanceClock(HOUR_MS);
      await lejek.tick();
      expect(await open('offer')).toBeUndefined();
    }
    expect(alertPosts()).toHaveLength(1);
  });

  it('recovers when the targets are gone, and is cleared with as many moves as its alert asked for, named or not', async () => {
    const { tenant } = lejek;
    await setMonthlyTargets(tenant, { '2026-11-01': 600_000, '2026-12-01': 600_000 }, BOT_START);
    await lejek.runUntil(CHECK, HOUR_MS / 2);
    const before = await tenant.stageAlerts.open('sales');
    expect(before.length).toBeGreaterThan(1);
    const { name, numbers } = await advanceMovesForLead();
    // More than one message names.
    expect(numbers.length).toBeGreaterThan(5);
    expect(shown(renderMessage(channelAlert(), { width: 300 }))).toContain(`${numbers.length} deals from earlier stages`);
    await setMonthlyTargets(tenant, { '2026-11-01': null, '2026-12-01': null }, lejek.now());
    await lejek.runUntil(CHECK + 24 * HOUR_MS, HOUR_MS);
    const still = await tenant.stageAlerts.open('sales');
    expect(still.length).toBeLessThan(before.length);
    const clear = lejek.slack.replies(lejek.sales, channelAlert().ts).map(({ text }) => shown(text));
    expect(clear.length).toBe(before.length - still.length);
    for (const text of clear)
      expect(text).toMatch(/is no longer short at \d+ deals?: the target for \w+ has changed\.|is back to \d+ deals?/);
    const moves = clear.find((text) => text.startsWith(name));
    expect(moves).toContain(`${numbers.length} of the ${numbers.length} moves were made.`);
  });

  it('is filled by new deals that somebody takes on; alert, Home, digest and all-clear say what became of it', async () => {
    const { ewa, piotr, sales, slack } = lejek;
    await setMonthlyTargets(lejek.tenant, { '2026-11-01': 4_000_000, '2026-12-01': 4_000_000 }, BOT_START);
    await lejek.runUntil(CHECK, HOUR_MS / 2);
    const alert = channelAlert();
    const buttons = JSON.stringify(alert.blocks).matchAll(
      /"action_id":"alert\.take-new"[^}]*\}[^}]*"value":"([\w-]+ (\d+)>(\w+))"/g,
    );
    const [[, value = '', count = '', stageId = ''] = []] = [...buttons];
    const stage = (await loadPipeline(lejek.tenant, 'en'))?.stages.find(({ id }) => id === stageId)?.shortName ?? '';
    expect(Number(count)).toBeGreaterThan(0);
    await piotr.click(alert, 'alert.take-new', { value });
    await expect
      .poll(() => lejek.lastAnswer(piotr), { timeout: 15_000 })
      .toContain(`You're on it: ${count} new deals for ${stage} by Tue 24 Nov.`);
    await lejek.anna.click(alert, 'alert.take-new', { value });
    await expect
      .poll(() => lejek.lastAnswer(lejek.anna), { timeout: 15_000 })
      .toContain('Nowe szanse: Piotr już się tym zajmuje.');
    await lejek.tick();
    expect(lejek.posts(sales).join('\n')).toMatch(new RegExp(`${count} new (deals|leads)[^\\n]*✓ Piotr, by Tue 24 Nov`));
    lejek.advanceClock(5 * MINUTE_MS);
    await lejek.createDeal(piotr, 'Fresh', { ...valueInEuros(1000) });
    await ewa.openHome();
    const taken = (who: string) => `${count} new deals for ${stage}, 1 so far · ${who}by Tue 24 Nov`;
    const homeOf = ({ id }: { readonly id: string }) => {
      const view = slack.home(id);
      return view === undefined ? '' : shown(renderView(view, {}, { width: 160 }));
    };
    await expect.poll(() => homeOf(ewa), { timeout: 15_000 }).toContain(taken('Piotr · '));
    // It is no move of a deal of his: his own Home shows it all the same, once, with his name left out.
    await piotr.openHome();
    await expect.poll(() => homeOf(piotr), { timeout: 15_000 }).toContain(`You have taken on`);
    expect(homeOf(piotr).split(taken(''))).toHaveLength(2);
    expect(homeOf(piotr)).toContain('[Give back]');
    await lejek.runUntil(MONDAY + 10 * MINUTE_MS, HOUR_MS);
    const digest = lejek.messages(sales).find(({ text }) => shown(text).startsWith('November:'));
    const thread = digest === undefined ? [] : slack.replies(sales, digest.ts).map((each) => renderMessage(each, { width: 300 }));
    expect(shown(thread.join())).toContain(`${count} new deals for ${stage}, 1 so far · Piotr · by Tue 24 Nov`);
    // What the needs were measured by stands in the alert, which is open in this channel.
    expect(shown(thread.join())).toMatch(/More on [^\n]*: see Tuesday's alert/);
    expect(shown(thread.join())).not.toContain('How many are needed:');
  });
});

describe('the inspection every minute', () => {
  it('reads the history when a check is due or something is told, not every minute', async () => {
    let reads = 0;
    const store: Store = {
      ...lejek.store,
      tenant: (id) => {
        const tenant = lejek.store.tenant(id);
        const counters: typeof tenant.funnel.counters = (pipelineId) => {
          reads += 1;
          return tenant.funnel.counters(pipelineId);
        };
        return { ...tenant, funnel: { ...tenant.funnel, counters } };
      },
    };
    for (let minute = 0; minute < 60; minute += 1) await checkStages({ ...lejek.deps, store }, BOT_START + minute * MINUTE_MS);
    // The plan of the hour: it says what is short, and the managers are told from it.
    expect(reads).toBe(1);
    await checkStages({ ...lejek.deps, store }, CHECK);
    expect(reads).toBe(2);
  });
});
