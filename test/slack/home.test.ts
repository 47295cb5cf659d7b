import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import { renderView } from '../../simulator/terminal/render.ts';
import { type Bot, bot } from '../support/bot.ts';
import { setUp, worth } from '../support/team.ts';

let lejek: Bot;
beforeAll(async () => {
  lejek = await bot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const home = (person: Person): string => {
  const view = lejek.slack.home(person.id);
  return view === undefined ? '' : renderView(view, {}, { width: 120 }).replaceAll('\u00A0', ' ');
};

const opened = async (person: Person) => {
  await person.openHome();
  await expect.poll(() => home(person)).not.toBe('');
};

describe('Home', () => {
  it('shows what needs the person, their numbers and the funnel, in their language', async () => {
    const { piotr, anna } = lejek;
    await lejek.deal(piotr, 'Bielik', { ...worth(48_000), stageId: 'offer', nextStep: 'Call', nextStepOn: '2026-11-16' });
    await opened(piotr);
    await expect.poll(() => home(piotr)).toContain('D-1 Bielik · 48k EUR · Offer · next step due Mon 16 Nov');
    expect(home(piotr)).toContain('You have 1 open deal, worth 48k EUR.');
    expect(home(piotr)).toMatch(/Offer +1 +48 +\+1/);
    await opened(anna);
    await expect.poll(() => home(anna)).toContain('Nic na Ciebie nie czeka.');
  });

  it('answers its buttons in a form, and follows what changes', async () => {
    const { piotr } = lejek;
    await opened(piotr);
    const view = lejek.slack.home(piotr.id);
    if (view === undefined) throw new Error('no Home');
    await piotr.click(view, 'deal.new');
    await piotr.waitForView();
    piotr.type('name', 'Kowent');
    expect((await piotr.submit()).closed).toBe(true);
    await expect.poll(() => home(piotr), { timeout: 10_000 }).toContain('D-1 Kowent');
    const fresh = lejek.slack.home(piotr.id);
    if (fresh === undefined) throw new Error('no Home');
    await piotr.click(fresh, 'funnel.now');
    await piotr.waitForView();
    expect(lejek.read(piotr)).toContain('Funnel now');
  });

  it('lets a person choose the language', async () => {
    const { anna, tenant } = lejek;
    await opened(anna);
    const view = lejek.slack.home(anna.id);
    if (view === undefined) throw new Error('no Home');
    await anna.click(view, 'home.language', { value: 'en' });
    await expect.poll(() => home(anna), { timeout: 10_000 }).toContain('Lejek speaks to me in');
    expect((await tenant.members.bySlackUser(anna.id))?.language).toBe('en');
    expect(await lejek.type(anna, '/szansa')).toContain('You have no open deals yet.');
  });

  it('shows a manager the open gaps and who took what', async () => {
    const { ewa, piotr, sales } = lejek;
    await setUp(lejek, ewa);
    await lejek.deal(piotr, 'Bielik', { ...worth(48_000), stageId: 'decision' });
    await lejek.deal(piotr, 'Morela', { ...worth(30_000), stageId: 'offer' });
    await lejek.type(piotr, '/deal lost 2 too expensive');
    await lejek.live(Date.parse('2026-11-17T07:30:00Z'), 600_000);
    const alert = lejek.messages(sales).at(-1);
    if (alert === undefined) throw new Error('no alert');
    await piotr.click(alert, 'alert.take:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Noted: D-1 Bielik');
    await opened(ewa);
    await expect.poll(() => home(ewa)).toContain('Stages that ran dry');
    expect(home(ewa)).toContain('Offer has been empty since Monday, 16 Nov.');
    expect(home(ewa)).toContain('D-1: Piotr, to Offer by Fri 20 Nov');
    await opened(piotr);
    expect(home(piotr)).not.toContain('Stages that ran dry');
  });
});
