import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editPipeline } from '../../../../src/core/pipeline/edit-pipeline.ts';
import type { PipelineEdit, StageDraft } from '../../../../src/core/pipeline/pipeline-edit.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { openSetupForm, pressPostedButton, setUpFunnel } from '../../../support/bot-actions.ts';
import { BOT_START, startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const draft = (name: string): StageDraft => ({
  name: { en: name, pl: '' },
  shortName: { en: '', pl: '' },
  meaning: { en: '', pl: '' },
  actions: { en: ['Call them'], pl: [] },
  probabilityPercent: 50,
  minimum: 1,
  ageingDays: 14,
  strict: false,
});

/** Changes the stages as the editor does. */
async function edit(...edits: readonly PipelineEdit[]): Promise<void> {
  const { tenant } = lejek;
  const member = await tenant.members.bySlackUser(lejek.ewa.id);
  for (const each of edits) {
    const stored = await tenant.pipeline();
    if (stored === undefined) throw new Error('no pipeline');
    const at = lejek.now();
    const edited = editPipeline(stored, each, { language: 'en', at, newId: tenant.newId });
    if (!edited.ok) throw new Error(JSON.stringify(edited.problem));
    const saved = await tenant.savePipeline(edited.pipeline, at, {
      act: { actor: { id: member?.id ?? '', role: 'admin' }, at, today: '2026-11-16', through: 'modal' },
      key: tenant.newId(),
      payload: { before: stored, edit: { kind: each.kind } },
    });
    if (!saved.ok) throw new Error(saved.why);
  }
}

const faults = () => lejek.log.filter(({ level }) => level === 'error');

describe('thirty stages with long names', () => {
  it('fit into everything that a person can ask for, and into the digest', async () => {
    await setUpFunnel(lejek, lejek.ewa, {});
    const more = Array.from({ length: 24 }, (_, index): PipelineEdit => {
      const name = `${String.fromCharCode(97 + index)} stage <!channel> *bold* ${'long '.repeat(2)}🔥`;
      return { kind: 'addStage', after: 'decision', draft: draft(name) };
    });
    await edit(...more);
    for (const stageId of ['lead', 'needs', 'offer']) await lejek.createDeal(lejek.piotr, `Firm ${stageId}`, { stageId });
    const lines = [
      '/funnel',
      '/funnel gaps',
      '/funnel health',
      '/funnel forecast',
      '/funnel digest',
      '/deal',
      '/deal list',
      '/deal show 2',
    ];
    for (const line of lines)
      expect(await lejek.typeCommand(lejek.ewa, line), line).not.toMatch(/Something went wrong|did not accept/);
    expect(await lejek.typeCommand(lejek.ewa, '/funnel pipeline')).toBe('');
    const list = await lejek.ewa.waitForView(({ callback_id: id }) => id === 'pipeline.list', 20_000);
    expect(JSON.stringify(list.blocks).match(/pipeline\.stage:/g)).toHaveLength(32);
    await lejek.ewa.closeAll();
    await openSetupForm(lejek, lejek.ewa);
    await lejek.ewa.waitForView(({ callback_id: id }) => id === 'funnel.save-setup', 20_000);
    await lejek.ewa.closeAll();
    await lejek.runDaysUntil(BOT_START + 7 * DAY_MS);
    expect(lejek.posts(lejek.sales).join('\n')).toMatch(/week 47/);
    expect(faults()).toEqual([]);
  });
});

describe('a week in which the stages change', () => {
  it('ends in a digest of the stages as they are, whose numbers add up, and what was asked of a removed stage is over', async () => {
    await setUpFunnel(lejek, lejek.ewa, {});
    for (let n = 0; n < 8; n += 1)
      await lejek.createDeal(lejek.piotr, `Firm ${n}`, { stageId: ['needs', 'needs', 'decision', 'offer'][n % 4] ?? 'needs' });
    await lejek.runDaysUntil(BOT_START + 2 * DAY_MS);
    await lejek.tenant.stageAlerts.begin({
      ...{ pipelineId: 'sales', stageId: 'needs', needed: 3 },
      ...{ drySince: lejek.now(), seenAt: lejek.now() },
    });
    const [alert] = await lejek.tenant.stageAlerts.open('sales');
    await edit(
      { kind: 'removeStage', stageId: 'needs', into: 'decision' },
      { kind: 'addStage', after: 'decision', draft: draft('Trial') },
      { kind: 'moveStage', stageId: 'offer', after: 'prospect' },
    );
    expect(await lejek.tenant.stageAlerts.open('sales')).toEqual([]);
    // A button of an older post names the removed stage.
    await pressPostedButton(lejek, lejek.piotr, 'alert.take-new', `${alert?.id} 3>needs`);
    await expect.poll(() => lejek.lastAnswer(lejek.piotr), { timeout: 20_000 }).toMatch(/no longer in use/);
    await lejek.runDaysUntil(BOT_START + 7 * DAY_MS);
    const digest = lejek.posts(lejek.sales).findLast((post) => post.includes('week 47')) ?? '';
    expect(digest).not.toMatch(/Needs/);
    expect(await lejek.typeCommand(lejek.piotr, '/funnel')).toMatch(/Prospect[\s\S]*Offer[\s\S]*Decision[\s\S]*Trial/);
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
    expect(faults()).toEqual([]);
  });
});
