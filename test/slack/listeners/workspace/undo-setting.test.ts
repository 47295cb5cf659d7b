import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import type { Message } from '../../../../simulator/state/entities.ts';
import { MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { findHolidayRegion } from '../../../../src/platform/holidays.ts';
import { fillFormFromAnswer, openSetupForm, pressPostedButton, setUpFunnel, typeAndRead } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  await findHolidayRegion('Europe/Warsaw');
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const lastMessage = (person: Person): Message => {
  const last = lejek.slack.ephemerals(person.id).at(-1);
  if (last === undefined) throw new Error('no answer');
  return last;
};
const hears = (person: Person, words: string) =>
  expect.poll(() => lejek.lastAnswer(person), { timeout: 10_000 }).toContain(words);
const roleOf = async (person: Person) => (await lejek.tenant.members.bySlackUser(person.id))?.role;
const makeRole = async (person: Person, role: 'manager' | 'admin') => {
  const member = await lejek.tenant.members.bySlackUser(person.id);
  if (member !== undefined) await lejek.tenant.members.setRole(member.id, role);
};

/** Sets Lejek up, and gives back the answer that takes it back. */
async function setUp(person: Person, choice: Parameters<typeof setUpFunnel>[2] = {}): Promise<Message> {
  const known = lejek.slack.ephemerals(person.id).length;
  await setUpFunnel(lejek, person, choice);
  await expect.poll(() => lejek.slack.ephemerals(person.id).length, { timeout: 10_000 }).toBeGreaterThan(known);
  await expect.poll(() => JSON.stringify(lastMessage(person).blocks), { timeout: 10_000 }).toContain('setting.undo');
  return lastMessage(person);
}

describe('a target', () => {
  const novembers = async () =>
    (await lejek.tenant.targets.between('sales', '2026-11-01', '2026-11-01')).map(({ valueMinor, setAt }) => [valueMinor, setAt]);
  async function set(person: Person, line: string, saved: string): Promise<Message> {
    await lejek.typeCommand(person, line);
    await person.waitForView((view) => view.callback_id === 'target.save' || JSON.stringify(view.blocks).includes('"value"'));
    expect((await person.submit()).closed).toBe(true);
    await hears(person, saved);
    return lastMessage(person);
  }

  it('goes back to what it was, with the day on which that was set', async () => {
    const { ewa, now } = lejek;
    const first = now();
    await set(ewa, '/funnel target november 240k', 'Saved: Team, November 2026: 240,000 EUR.');
    lejek.advanceClock(MINUTE_MS);
    const answer = await set(ewa, '/funnel target november 300k', 'Saved: Team, November 2026: 300,000 EUR.');
    await ewa.click(answer, 'setting.undo');
    await hears(ewa, 'Undone: Team, November 2026: 240,000 EUR again.');
    expect(await novembers()).toEqual([[24_000_000, first]]);
    await pressPostedButton(
      lejek,
      ewa,
      'setting.undo',
      (await lejek.tenant.settingChanges.last({ kind: 'target' }, 0))?.id ?? '',
    );
    await hears(ewa, 'Undone: Team, November 2026: no target, as before.');
    expect(await novembers()).toEqual([]);
  });

  it('is undone in Polish too, and once', async () => {
    const { anna } = lejek;
    await makeRole(anna, 'manager');
    const answer = await set(anna, '/lejek cel listopad 240 tys.', 'Zapisane: Zespół, listopad 2026: 240');
    await anna.click(answer, 'setting.undo');
    await hears(anna, 'Cofnięte: Zespół, listopad 2026: znów bez celu.');
  });

  it('that somebody else has set meanwhile stays, and who undoes is told', async () => {
    const { ewa, anna } = lejek;
    await makeRole(anna, 'manager');
    const answer = await set(ewa, '/funnel target november 240k', 'Saved');
    await set(anna, '/lejek cel listopad 300 tys.', 'Zapisane');
    await ewa.click(answer, 'setting.undo');
    await hears(ewa, 'Not undone: Team, November 2026: this target was changed by somebody since.');
    expect((await novembers()).map(([value]) => value)).toEqual([30_000_000]);
  });

  it('is undone by whom it was set, within ten minutes', async () => {
    const { ewa, anna } = lejek;
    await makeRole(anna, 'manager');
    const answer = await set(ewa, '/funnel target november 240k', 'Saved');
    const id = (await lejek.tenant.settingChanges.last({ kind: 'target' }, 0))?.id ?? '';
    await pressPostedButton(lejek, anna, 'setting.undo', id);
    await hears(anna, 'To zmiana, którą może cofnąć tylko jej autor (Ewa).');
    lejek.advanceClock(11 * MINUTE_MS);
    await ewa.click(answer, 'setting.undo');
    await hears(ewa, 'Undo works for 10 minutes. You can still change it back.');
    expect((await novembers()).map(([value]) => value)).toEqual([24_000_000]);
  });

  it('is what /deal undo offers right after it', async () => {
    const { ewa } = lejek;
    await lejek.createDeal(ewa, 'Bielik');
    await set(ewa, '/funnel target november 240k', 'Saved');
    const said = await lejek.typeCommand(ewa, '/deal undo');
    expect(said).toMatch(/Your last changes[\s\S]*target: Team, November 2026: none → 240,000 EUR[\s\S]*D-1 Bielik: opened/);
    await ewa.click(lastMessage(ewa), 'setting.undo:0');
    await hears(ewa, 'Undone: Team, November 2026: no target, as before.');
    expect(await lejek.typeCommand(ewa, '/deal undo')).toContain('as if it had never been entered');
  });
});

describe('what is set up', () => {
  it('goes back whole: channel, language, roles, currency', async () => {
    const { ewa, piotr, anna, slack, tenant } = lejek;
    const team = slack.addChannel({ name: `team-${Date.now()}`, members: [ewa.id] }).id;
    await setUp(ewa, { managers: [ewa.id] });
    const before = await tenant.workspace();
    lejek.advanceClock(MINUTE_MS);
    await openSetupForm(lejek, ewa);
    await ewa.waitForView((view) => JSON.stringify(view.blocks).includes('"input"'));
    ewa.fillInput('channel', team);
    ewa.fillInput('language', 'pl');
    ewa.fillInput('currency', 'PLN');
    ewa.fillInput('fiscal', '4');
    ewa.fillInput('managers', [piotr.id]);
    ewa.fillInput('admins', [ewa.id, anna.id]);
    expect((await ewa.submit()).closed).toBe(true);
    await hears(ewa, 'Admins: ');
    expect([await roleOf(anna), await roleOf(piotr)]).toEqual(['admin', 'manager']);
    expect(await tenant.subscriptions.all()).toMatchObject([{ channelId: team, language: 'pl' }]);
    await ewa.click(lastMessage(ewa), 'setting.undo');
    await hears(ewa, 'Undone: the settings are back as they were.');
    expect([await roleOf(anna), await roleOf(piotr), await roleOf(ewa)]).toEqual(['rep', 'rep', 'admin']);
    expect(await tenant.subscriptions.all()).toMatchObject([{ channelId: lejek.sales, language: 'en' }]);
    expect(await tenant.workspace()).toEqual(before);
    expect((await tenant.pipeline())?.currency).toBe('EUR');
  });

  it('for the first time is taken back too: nobody is admin, no channel gets anything', async () => {
    const { anna, tenant } = lejek;
    await setUp(anna);
    await hears(anna, 'masz teraz uprawnienia administratora');
    await anna.click(lastMessage(anna), 'setting.undo');
    await hears(anna, 'Cofnięte: ustawienia są takie jak wcześniej.');
    expect(await tenant.subscriptions.all()).toEqual([]);
    expect(await roleOf(anna)).toBe('rep');
  });

  it('and changed by another admin since stays as they left it; who undoes is told who and when', async () => {
    const { ewa, anna, tenant } = lejek;
    const answer = await setUp(ewa);
    await makeRole(anna, 'admin');
    lejek.advanceClock(MINUTE_MS);
    await setUp(anna, { cards: 'none' });
    await ewa.click(answer, 'setting.undo');
    await hears(ewa, 'Not undone: Anna changed the settings after that, at 10:01.');
    expect(await tenant.subscriptions.all()).toMatchObject([{ cardsFrom: null }]);
  });

  it('is not undone after ten minutes: it says how to change it', async () => {
    const { anna, tenant } = lejek;
    const answer = await setUp(anna);
    lejek.advanceClock(11 * MINUTE_MS);
    await anna.click(answer, 'setting.undo');
    await hears(anna, 'Cofnąć można przez 10 minut. Nadal można to zmienić z powrotem.');
    expect(await tenant.subscriptions.all()).toHaveLength(1);
  });
});

describe('an own estimate of a stage', () => {
  const estimates = () => lejek.tenant.stageEstimates.all('sales');
  /** Sets it, and gives back the answer. */
  async function estimate(person: Person, win: string): Promise<Message> {
    const opens = { command: '/funnel why offer', button: 'stage.estimate', form: 'stage.save-estimate' };
    await fillFormFromAnswer(lejek, person, opens, { win, until: '2026-12-12', reason: 'new prices' });
    await hears(person, `your estimate of ${win}% is valid`);
    return lastMessage(person);
  }

  it('is taken back by its button and by the word, to what it was before', async () => {
    const { ewa } = lejek;
    await estimate(ewa, '60');
    lejek.advanceClock(MINUTE_MS);
    await ewa.click(await estimate(ewa, '70'), 'setting.undo');
    await hears(ewa, 'Undone: Offer: the own estimate is 60% again.');
    expect(await estimates()).toMatchObject([{ stageId: 'offer', win: 0.6, reason: 'new prices' }]);
    expect(await lejek.typeCommand(ewa, '/deal undo')).toContain('own estimate of Offer: none → 60%');
    await ewa.click(lastMessage(ewa), 'setting.undo:0');
    await hears(ewa, 'Undone: Offer has no own estimate, as before.');
    expect(await estimates()).toEqual([]);
  });

  it('that was ended comes back; one that somebody changed since stays', async () => {
    const { anna, ewa } = lejek;
    await makeRole(anna, 'manager');
    const answer = await estimate(ewa, '60');
    await typeAndRead(lejek, anna, '/lejek dlaczego oferta');
    await anna.click(lastMessage(anna), 'stage.estimate-end');
    await hears(anna, 'znów liczy się tylko obliczone');
    await ewa.click(answer, 'setting.undo');
    await hears(ewa, 'Not undone: somebody has changed the estimate of Offer since. Nothing changed.');
    expect(await lejek.typeCommand(anna, '/szansa cofnij')).toContain('własna ocena etapu „Oferta”: 60% → brak');
    await anna.click(lastMessage(anna), 'setting.undo:0');
    await hears(anna, 'Cofnięte: własna ocena etapu „Oferta” to znów 60%.');
    expect(await estimates()).toMatchObject([{ win: 0.6 }]);
  });
});

describe('what a person set on Home', () => {
  const home = async (person: Person) => {
    await person.openHome();
    return person.waitForHome((view) => JSON.stringify(view.blocks).includes('home.language'));
  };
  const own = (person: Person) => lejek.tenant.members.bySlackUser(person.id);

  it('is what /deal undo offers: the language, in the one that it goes back to', async () => {
    const { anna } = lejek;
    await lejek.createDeal(anna, 'Bielik');
    lejek.advanceClock(MINUTE_MS);
    await anna.click(await home(anna), 'home.language', { value: 'en' });
    await expect.poll(async () => (await own(anna))?.language).toBe('en');
    const said = await lejek.typeCommand(anna, '/deal undo');
    expect(said).toMatch(/Your last changes[\s\S]*language: Slack's language → English[\s\S]*D-1 Bielik: opened/);
    await anna.click(lastMessage(anna), 'setting.undo:0');
    await hears(anna, 'Cofnięte: język jak wcześniej: Jak w Slacku.');
    expect((await own(anna))?.language).toBe(null);
  });

  it.each([
    ['en', () => lejek.piotr, 'all of them → all but: what is due in the morning', 'Undone: direct messages: all of them'],
    [
      'pl',
      () => lejek.anna,
      'wszystkie → wszystkie oprócz: co na dziś',
      'Cofnięte: wiadomości prywatne jak wcześniej: wszystkie',
    ],
  ] as const)('which direct messages come, too, in %s', async (language, who, changed, undone) => {
    const person = who();
    const view = await home(person);
    const [, id = ''] = /"action_id":"(home.direct:[^"]*)"/.exec(JSON.stringify(view.blocks)) ?? [];
    expect(id).toBe('home.direct:morning-note');
    await person.click(view, id, { select: [] });
    await expect.poll(async () => (await own(person))?.directOff).toEqual(['morning-note']);
    const [word, undo] = language === 'pl' ? ['/szansa', 'cofnij'] : ['/deal', 'undo'];
    expect(await lejek.typeCommand(person, `${word} ${undo}`)).toContain(changed);
    await person.click(lastMessage(person), 'setting.undo:0');
    await hears(person, undone);
    expect((await own(person))?.directOff).toEqual([]);
  });

  it('quiet hours too; a choice that was made again since stays', async () => {
    const { piotr } = lejek;
    await piotr.click(await home(piotr), 'home.quiet-from', { date: '18:00' });
    await expect.poll(async () => (await own(piotr))?.quiet).toEqual({ from: '18:00', to: '07:00' });
    const first = await lejek.typeCommand(piotr, '/deal undo');
    expect(first).toContain('quiet hours: default → 18:00–7:00');
    const offered = lastMessage(piotr);
    lejek.advanceClock(MINUTE_MS);
    await piotr.click(await home(piotr), 'home.quiet-to', { date: '08:30' });
    await expect.poll(async () => (await own(piotr))?.quiet).toEqual({ from: '18:00', to: '08:30' });
    await piotr.click(offered, 'setting.undo:0');
    await hears(piotr, 'Not undone: you have changed this again since. Nothing changed.');
    expect(await lejek.typeCommand(piotr, '/deal undo')).toContain('quiet hours: 18:00–7:00 → 18:00–8:30');
    await piotr.click(lastMessage(piotr), 'setting.undo:0');
    await hears(piotr, 'Undone: quiet hours: 18:00–7:00, as before.');
    expect((await own(piotr))?.quiet).toEqual({ from: '18:00', to: '07:00' });
  });
});
