import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLeadForm } from '../../../support/lead-support.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());

describe('the address of the lead form, asked for by a command', () => {
  const lines = ['/funnel leads', '/funnel lead form', '/lejek leady', '/lejek formularz'];

  it.each(lines)('is shown to an admin: %s', async (line) => {
    const { ewa, tenant } = lejek;
    const admin = await tenant.members.bySlackUser(ewa.id);
    if (admin === undefined) throw new Error('Ewa is not here');
    await tenant.members.setRole(admin.id, 'admin');
    const form = await makeLeadForm(lejek);
    await lejek.typeCommand(ewa, line);
    expect(lejek.readScreen(ewa)).toMatch(/Leads from a form|Szanse z formularza/);
    expect(lejek.readScreen(ewa)).toContain(form.id);
    await ewa.closeAll();
  });

  it('is an admin’s to make: others are told who can, in their language', async () => {
    expect(await lejek.typeCommand(lejek.piotr, '/funnel lead form')).toMatch(
      /^Only an admin can make addresses for leads \(@?Ewa\)\.$/,
    );
    expect(await lejek.typeCommand(lejek.anna, '/lejek leady')).toMatch(/tylko administrator[^.]*\(@?Ewa\)/i);
  });
});
