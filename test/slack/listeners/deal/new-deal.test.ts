import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

describe.each(['socket', 'http'] as const)('a new deal over %s', (transport) => {
  let lejek: TestBot;
  beforeAll(async () => {
    lejek = await startTestBot({ transport });
  });
  beforeEach(() => lejek.reset());
  afterAll(() => lejek.stop());

  it('is filled from the typed line, created and shown with the next move', async () => {
    const { piotr } = lejek;
    await piotr.command(lejek.sales, '/deal new Acme ERP 12k PLN close 30 June @anna');
    const view = await piotr.waitForView((each) => each.callback_id === 'deal.create');
    expect(piotr.values(view)['name']?.['name']?.['value']).toBe('Acme ERP');
    expect(piotr.values(view)['closeOn']?.['closeOn']?.['selected_date']).toBe('2027-06-30');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Acme ERP is in Lead.');
    expect(lejek.lastAnswer(piotr)).toContain('Owner: Anna');
    // The move is Anna's to make.
    expect(lejek.lastAnswer(piotr)).not.toContain('[Next stage');
    expect(lejek.lastAnswer(piotr)).toContain('[Undo]');
    expect(await lejek.tenant.deals(ALL_DEALS).file(1)).toMatchObject({
      deal: { name: 'Acme ERP', value: { minor: 1_200_000, currency: 'PLN' }, closeOn: '2027-06-30' },
    });
  });

  it.each([
    ['/deal new "Klient 2" for 30k PLN', 'Klient 2', 3_000_000],
    ['/szansa nowa „Klient 2” za 30 tys. zł', 'Klient 2', 3_000_000],
    ['/deal new audit about 5k, by 30 June', 'audit', 500_000],
    ["/szansa nowa 'Klient 12k' za około 5 tys. zł, do 30.06", 'Klient 12k', 500_000],
  ])('takes the amount that it is filled with: %s', async (line, name, minor) => {
    const { piotr } = lejek;
    await piotr.command(lejek.sales, line);
    await piotr.waitForView((each) => each.callback_id === 'deal.create');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain(`D-1 ${name}`);
    expect(await lejek.tenant.deals(ALL_DEALS).file(1)).toMatchObject({ deal: { name, value: { minor } } });
  });

  it('of a company that has one shows that one, where the command was typed if the form is closed meanwhile', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Service', { company: 'Bielik' });
    await piotr.command(lejek.sales, '/deal new Forklifts');
    await piotr.waitForView((each) => each.callback_id === 'deal.create');
    piotr.fillInput('company', 'Bielik');
    expect(await piotr.submit()).toMatchObject({ closed: false });
    const view = piotr.view();
    if (view === undefined) throw new Error('no window');
    await Promise.all([piotr.click(view, 'deal.show'), piotr.closeAll()]);
    await expect.poll(() => lejek.lastAnswer(piotr), { timeout: 20_000 }).toContain('D-1 Service');
    const unchanged = lejek.log.filter(({ fields }) => fields['what'] === 'deal.show' && fields['slack'] === 'not_found');
    expect(unchanged.map(({ level }) => level)).toEqual(['debug']);
    expect(lejek.log.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  });

  it('in Polish is a szansa', async () => {
    const { anna } = lejek;
    await anna.command(lejek.sales, '/deal nowa Bielik, serwis wózków 48 tys. zł');
    const view = await anna.waitForView((each) => each.callback_id === 'deal.create');
    expect(lejek.readScreen(anna)).toContain('Nowa szansa');
    expect(anna.values(view)['name']?.['name']?.['value']).toBe('Bielik, serwis wózków');
    expect(await anna.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('D-1 Bielik, serwis wózków: etap „');
  });
});
