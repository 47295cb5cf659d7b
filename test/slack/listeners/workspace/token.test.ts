import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { readToken } from '../../../../src/platform/personal-token.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());
beforeEach(() => lejek.reset());

/** Presses "New token" on the list that is on the screen, fills the form in, and reads the token from the answer. */
async function makeToken(person: Person, name: string): Promise<string> {
  await lejek.typeCommand(person, '/funnel token');
  await pressLast(person, 'token.open');
  await person.waitForView((view) => view.callback_id === 'token.make', 10_000);
  person.fillInput('token-name', name);
  const before = lejek.slack.ephemerals(person.id).length;
  await person.submit();
  await expect.poll(() => lejek.slack.ephemerals(person.id).length).toBeGreaterThan(before);
  return /lejek_pat_\w+/.exec(lejek.lastAnswer(person))?.[0] ?? '';
}

async function pressLast(person: Person, id: string): Promise<void> {
  const last = lejek.slack.ephemerals(person.id).at(-1);
  const [, found] = new RegExp(`"action_id":"(${id}(?::[^"]*)?)"`).exec(JSON.stringify(last?.blocks)) ?? [];
  if (last === undefined || found === undefined) throw new Error(`no button ${id}`);
  await person.click(last, found);
}

const find = (token: string) => lejek.store.findToken(lejek.slack.team.id, readToken(token)?.hash ?? '');

describe('personal tokens', () => {
  it('are shown once, kept as a fingerprint, listed, and taken back for good', async () => {
    const token = await makeToken(lejek.anna, 'mój asystent');
    expect(lejek.lastAnswer(lejek.anna)).toContain('Skopiuj go teraz');
    expect(lejek.slack.ephemerals(lejek.anna.id).at(-1)?.text).not.toContain(token);
    expect(await find(token)).toMatchObject({ name: 'mój asystent', slackUserId: lejek.anna.id, lastUsedAt: null });
    expect(JSON.stringify(await lejek.tenant.personalTokens.all())).not.toContain(token);
    expect(JSON.stringify(lejek.log)).not.toContain(token);
    const list = await lejek.typeCommand(lejek.anna, '/lejek tokeny');
    expect(list).toContain('mój asystent · z dnia 16 lis 2026 · jeszcze nieużywany');
    expect(list).not.toContain(token.slice(-10));
    lejek.advanceClock(60_000);
    await pressLast(lejek.anna, 'token.take-back');
    await expect.poll(() => lejek.lastAnswer(lejek.anna)).toContain('„mój asystent”: token unieważniony');
    expect(await find(token)).toBeUndefined();
    // What may have leaked does not come back.
    expect(await lejek.typeCommand(lejek.anna, '/deal cofnij')).toContain('unieważniony');
  });

  it('of others are an admin’s to see and take back, and the log of settings tells it', async () => {
    const token = await makeToken(lejek.piotr, 'CI');
    expect(await lejek.typeCommand(lejek.ewa, '/funnel token')).not.toContain('CI');
    const [made] = await lejek.tenant.personalTokens.all();
    const ewa = await lejek.tenant.members.bySlackUser(lejek.ewa.id);
    await pressLast(lejek.ewa, 'token.open');
    await lejek.tenant.members.setRole(ewa?.id ?? '', 'admin');
    expect(await lejek.typeCommand(lejek.ewa, '/funnel token')).toContain('Piotr · CI · made 16 Nov 2026');
    await lejek.tenant.members.setRole(ewa?.id ?? '', 'manager');
    await pressLast(lejek.ewa, 'token.take-back');
    await expect.poll(() => lejek.lastAnswer(lejek.ewa)).toContain('Only its owner or an admin');
    expect(await find(token)).toMatchObject({ id: made?.id });
    await lejek.tenant.members.setRole(ewa?.id ?? '', 'admin');
    await lejek.typeCommand(lejek.ewa, '/funnel token');
    await pressLast(lejek.ewa, 'token.take-back');
    await expect.poll(() => lejek.lastAnswer(lejek.ewa)).toContain('"CI" is taken back');
    expect(await find(token)).toBeUndefined();
    const log = await lejek.typeCommand(lejek.ewa, '/funnel audit');
    expect(log).toContain('Ewa · token "CI" of Piotr: taken back');
    expect(log).toContain('Piotr · token "CI" of Piotr: made');
  });

  it('end with the access of their owner, and do not come back with it', async () => {
    const token = await makeToken(lejek.piotr, 'CI');
    const person = { slackUserId: lejek.piotr.id, at: lejek.now() };
    await lejek.tenant.members.upsert({ ...person, account: 'left' });
    expect(await find(token)).toBeUndefined();
    await lejek.tenant.members.upsert({ ...person, account: 'guest' });
    const { id } = await lejek.tenant.members.upsert(person);
    await lejek.tenant.members.allowGuest(id, id);
    expect(await find(token)).toBeUndefined();
    const hash = 'c'.repeat(64);
    await lejek.tenant.personalTokens.make({ memberId: id, name: 'guest', hash, at: lejek.now() });
    expect(await lejek.store.findToken(lejek.slack.team.id, hash)).toMatchObject({ name: 'guest' });
    expect(await lejek.store.findToken('T0OTHER', hash)).toBeUndefined();
    await lejek.tenant.members.allowGuest(id, null);
    expect(await lejek.store.findToken(lejek.slack.team.id, hash)).toBeUndefined();
  });

  it('are ten for a person at most', async () => {
    const member = await lejek.tenant.members.bySlackUser(lejek.piotr.id);
    for (let i = 0; i < 10; i += 1)
      await lejek.tenant.personalTokens.make({
        ...{ memberId: member?.id ?? '', name: `script ${i}`, hash: `${i}`.repeat(64), at: lejek.now() },
      });
    await lejek.typeCommand(lejek.piotr, '/funnel token');
    await pressLast(lejek.piotr, 'token.open');
    await lejek.piotr.waitForView((view) => view.callback_id === 'token.make', 10_000);
    lejek.piotr.fillInput('token-name', 'one more');
    const { errors } = await lejek.piotr.submit();
    expect(errors).toEqual({ 'token-name': 'You have 10 tokens, and more are not kept. Take one back first.' });
  });
});
