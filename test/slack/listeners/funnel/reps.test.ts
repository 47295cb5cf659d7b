import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { advance } from '../../../../src/core/deal/advance.ts';
import type { Decision } from '../../../../src/core/deal/change.ts';
import { lose } from '../../../../src/core/deal/close.ts';
import type { DealFile } from '../../../../src/core/deal/deal.ts';
import { assign } from '../../../../src/core/deal/edit.ts';
import { loadPipeline } from '../../../../src/facts/load-pipeline.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { setUpFunnel, unframedLines, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** So many deals of a person's that left a stage: some went on, the others were lost. */
async function left(owner: Person, stageId: string, kept: number, lost: number): Promise<readonly number[]> {
  const numbers: number[] = [];
  const { tenant } = lejek;
  const pipeline = await loadPipeline(tenant, 'en');
  const actor = await tenant.members.bySlackUser(owner.id);
  if (pipeline === undefined || actor === undefined) throw new Error('nobody is home');
  const at = lejek.now();
  const act = { actor, at, today: '2026-11-16' as const, through: 'command' as const };
  for (let index = 0; index < kept + lost; index += 1) {
    const number = await lejek.createDeal(owner, `Deal ${index}`, { ...valueInEuros(1000), stageId });
    const decide = (file: DealFile): Decision =>
      index < kept
        ? advance(file, { pipeline, anyway: { remindOn: '2026-11-20' } }, act)
        : lose(file, { pipeline, reasonId: 'expensive', note: '' }, act);
    const saved = await tenant.deals(ALL_DEALS).change(number, decide, { key: null, at });
    if (!saved.ok) throw new Error(JSON.stringify(saved));
    numbers.push(number);
  }
  return numbers;
}

/** The reply as the reader's Slack shows it, and who else sees it: nobody. */
const answer = (person: Person, line: string) => lejek.typeCommand(person, line);

describe('/funnel reps', () => {
  it('says to a manager who differs, on which stage, and asks about two of their deals there', async () => {
    const { anna, piotr, ewa } = lejek;
    await setUpFunnel(lejek, ewa);
    await left(anna, 'needs', 18, 2);
    await left(piotr, 'needs', 4, 16);
    const [first, second] = [
      await lejek.createDeal(piotr, 'Bielik', { stageId: 'needs' }),
      await lejek.createDeal(piotr, '*Kowent*', { stageId: 'needs' }),
    ];
    const list = await answer(ewa, '/funnel reps');
    expect(list).toContain('2 of 2 reps clearly differ from the team at one stage or more.');
    expect(list).toMatch(/Piotr: Needs \d\d% move on \(team 55%\)/);
    const message = lejek.slack.ephemerals(ewa.id).at(-1);
    if (message === undefined) throw new Error('no answer');
    await ewa.click(message, 'reps.show:0');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Piotr: how many deals move on from each stage');
    const detail = lejek.lastAnswer(ewa);
    expect(detail).toMatch(/Needs: \d\d% move on, against 55% for the team \(8 in 10: \d\d–\d\d%, from 20 deals\)\./);
    expect(detail).toContain(`There now: D-${first} Bielik and D-${second} *Kowent*. Would it help to go through them together?`);
    expect(detail).not.toContain('Not enough data to compare');
    expect(
      Math.max(
        ...unframedLines(detail)
          .filter((line) => /^(Stage|Needs|Lead) +/.test(line))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(34);
    const card = lejek.slack.ephemerals(ewa.id).at(-1);
    if (card === undefined) throw new Error('no answer');
    await ewa.click(card, 'reps.page:all');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('2 of 2 reps');
    expect(lejek.posts(lejek.sales).join('\n')).not.toContain('move on');
  });

  it('says to a rep about themselves what the manager reads, in Polish too, and nothing about others', async () => {
    const { anna, piotr, ewa } = lejek;
    await setUpFunnel(lejek, ewa);
    await left(anna, 'needs', 18, 2);
    await left(piotr, 'needs', 4, 16);
    const own = await answer(piotr, '/funnel reps');
    const managers = await answer(ewa, '/funnel reps @piotr');
    const sentences = (text: string) => unframedLines(text).filter((line) => line !== '' && !/^\d \[/.test(line));
    expect(sentences(own)).toEqual(sentences(managers));
    expect(own).not.toContain('Anna');
    expect(await answer(piotr, '/funnel reps anna')).toContain("Only managers can see other people's numbers.");
    const polish = await answer(anna, '/lejek handlowcy');
    expect(polish).toContain('Anna: ile szans idzie dalej z każdego etapu');
    expect(polish).toMatch(/Etap „Potrzeby”: dalej idzie \d\d%, w zespole 55%/);
  });

  it('says that there is not enough data with nine exits, and tells nobody apart whose numbers chance explains', async () => {
    const { anna, piotr, ewa } = lejek;
    await setUpFunnel(lejek, ewa);
    expect(await answer(ewa, '/funnel reps')).toContain('Nothing to show yet: no deal has left a stage.');
    await left(anna, 'needs', 9, 3);
    await left(piotr, 'needs', 5, 4);
    expect(await answer(ewa, '/funnel reps')).toContain('2 reps, nobody clearly different from the team at any stage.');
    const text = await answer(ewa, '/funnel reps piotr');
    expect(text).toContain('Needs: not enough data to tell (9 of 10 exits from this stage).');
    expect(text).toContain('Sales velocity: not enough data to tell');
    expect(await answer(ewa, '/funnel reps anna')).toContain('No clear difference from the team: Needs.');
    expect(await answer(ewa, '/funnel reps nobody')).toContain('Nobody here matches "nobody".');
  });

  it('credits a move to who owned the deal before it, whoever made it', async () => {
    const { anna, piotr, ewa, tenant } = lejek;
    const [pipeline, manager] = [await loadPipeline(tenant, 'en'), await tenant.members.bySlackUser(ewa.id)];
    const [a, p] = [await tenant.members.bySlackUser(anna.id), await tenant.members.bySlackUser(piotr.id)];
    if (pipeline === undefined || manager === undefined || a === undefined) throw new Error('nobody is home');
    const at = lejek.now();
    const act = { actor: manager, at, today: '2026-11-16' as const, through: 'command' as const };
    const number = await lejek.createDeal(piotr, 'Bielik', { stageId: 'lead' });
    const steps: readonly ((file: DealFile) => Decision)[] = [
      (file) => advance(file, { pipeline, anyway: { remindOn: '2026-11-20' } }, act),
      (file) => assign(file, a.id, act),
      (file) => lose(file, { pipeline, reasonId: 'expensive', note: '' }, act),
    ];
    for (const step of steps) await tenant.deals(ALL_DEALS).change(number, step, { key: null, at });
    const { repExits } = await tenant.funnel.counters(pipeline.id);
    expect(repExits.filter(({ memberId }) => memberId === p?.id).map(({ stageId, lost }) => [stageId, lost])).toEqual([
      ['lead', 0],
    ]);
    expect(repExits.filter(({ memberId }) => memberId === a.id).map(({ stageId, lost }) => [stageId, lost])).toEqual([
      ['prospect', 1],
    ]);
    expect(repExits).toHaveLength(2);
  });

  it('shows who has left as such, after the others, and coaches nobody who is gone', async () => {
    const { anna, piotr, ewa, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    await left(anna, 'needs', 18, 2);
    await left(piotr, 'needs', 4, 16);
    await tenant.members.upsert({ slackUserId: piotr.id, account: 'left', at: lejek.now() });
    const list = await answer(ewa, '/funnel reps');
    expect(list.indexOf('Anna: Needs')).toBeLessThan(list.indexOf('Piotr (left): Needs'));
    const detail = await answer(ewa, '/funnel reps piotr');
    expect(detail).toContain('Piotr (left): how many deals move on from each stage');
    expect(detail).not.toMatch(/What would have helped|Would it help/);
  });

  it('shows a page of fifty reps, and turns it', async () => {
    const { ewa, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    for (let index = 0; index < 50; index += 1) {
      const { id } = await tenant.members.upsert({
        slackUserId: `UREP${index}`,
        name: `<!here> *Rep* ${index}`,
        at: lejek.now(),
      });
      await lejek.createDeal(ewa, `Deal ${index}`, { ownerId: id });
    }
    const list = await answer(ewa, '/funnel reps');
    expect(list).toContain('50 reps, nobody clearly different');
    expect(list).toContain('1–6 of 50');
    expect(list).toContain('<!here> *Rep*');
    const message = lejek.slack.ephemerals(ewa.id).at(-1);
    if (message === undefined) throw new Error('no answer');
    await ewa.click(message, 'reps.page:later');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('7–12 of 50');
  });

  it('compares nobody who sells alone', async () => {
    const { anna, piotr, ewa, tenant } = lejek;
    await left(anna, 'needs', 12, 8);
    for (const { id } of [piotr, ewa]) await tenant.members.upsert({ slackUserId: id, account: 'left', at: lejek.now() });
    const text = await answer(anna, '/lejek handlowcy');
    expect(text).toContain('Ile Twoich szans idzie dalej z każdego etapu');
    expect(text).not.toMatch(/zesp|ogół|opiekun|Wszyscy/);
  });
});
