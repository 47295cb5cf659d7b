import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import type { CriterionField } from '../../../src/core/pipeline/stage.ts';
import { stepPerson, WORKFLOW_STEPS } from '../../../src/tools/workflow-steps.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

const as = ({ id }: Pick<Person, 'id'>) => ({ person: { id, secret: 'Slack vouches for them' } });

describe.each(['socket', 'http'] as const)('a step of a workflow over %s', (transport) => {
  let lejek: TestBot;
  beforeAll(async () => {
    lejek = await startTestBot({ transport });
  });
  afterAll(() => lejek.stop());
  beforeEach(() => lejek.reset());

  it('does what whoever runs it may do, and gives typed outputs', async () => {
    const { slack, piotr, ewa } = lejek;
    const made = await slack.runFunction('create_deal', {
      ...as(piotr),
      name: 'Forklift service',
      company: 'Bielik',
      value: 48_000,
      currency: 'EUR',
      close_on: '2026-12-18',
      owner: ewa.id,
      contact_name: '',
    });
    expect(made).toEqual({
      outputs: {
        message: expect.stringContaining('D-1 Forklift service is in Lead.'),
        ...{ deal: 'D-1', name: 'Forklift service', company: 'Bielik', stage: 'Lead', outcome: 'open', owner: ewa.id },
        ...{ value: 48_000, currency: 'EUR', close_on: '2026-12-18' },
      },
    });
    expect(await slack.runFunction('advance_deal', { ...as(ewa), deal: 'D-1', move_anyway: true })).toMatchObject({
      outputs: { stage: 'Prospect' },
    });
    expect(await slack.runFunction('get_deal', { ...as(piotr), deal: 'bielik' })).toMatchObject({ outputs: { deal: 'D-1' } });
    expect(await slack.runFunction('list_deals', { ...as(piotr), filter: 'prospect' })).toMatchObject({
      outputs: { deals: ['D-1'], total: 1, text: 'D-1 Forklift service · Prospect · 48000 EUR' },
    });
    expect(await lejek.typeCommand(piotr, '/deal history 1')).toContain('Lead');
  });

  it('fails with the sentence that the person would read in Slack, and changes nothing', async () => {
    const { slack, piotr, anna } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    expect(await slack.runFunction('advance_deal', { ...as(anna), deal: 'D-1', move_anyway: true })).toEqual({
      error: 'Szansę D-1 Bielik może zmienić tylko @Piotr albo menedżer. Nic się nie zmieniło.',
    });
    expect(await slack.runFunction('advance_deal', { ...as(piotr), deal: 'D-1' })).toEqual({
      error: expect.stringContaining('D-1 Bielik cannot move to Prospect yet. Still missing: '),
    });
    expect(await slack.runFunction('get_deal', { person: { id: 'U0NOBODY', secret: 's' }, deal: 'D-1' })).toMatchObject({
      error: expect.stringContaining("doesn't know this account"),
    });
  });

  it('gives each field that a stage may ask for, a required company too', async () => {
    const { slack, piotr, tenant } = lejek;
    const pipeline = await tenant.pipeline();
    if (pipeline === undefined) throw new Error('no pipeline');
    const stages = pipeline.stages.map((stage) =>
      stage.id !== 'prospect'
        ? stage
        : { ...stage, strict: true, criteria: stage.criteria.map((each) => ({ ...each, required: each.field === 'company' })) },
    );
    await tenant.savePipeline({ ...pipeline, stages }, lejek.now());
    await lejek.createDeal(piotr, 'Forklift service');
    expect(await slack.runFunction('advance_deal', { ...as(piotr), deal: 'D-1' })).toEqual({
      error: expect.stringMatching(/cannot move to Prospect yet\. Still missing: .*[Cc]ompany/),
    });
    expect(await slack.runFunction('advance_deal', { ...as(piotr), deal: 'D-1', company: 'Bielik' })).toMatchObject({
      outputs: { stage: 'Prospect', company: 'Bielik' },
    });
    // What the tool reads towards criteria, the step can be given.
    const given = Object.values(WORKFLOW_STEPS['advance_deal']?.inputs ?? {}).map(({ input }) => input);
    const fields = { contact: 'contactName', reachable: 'contactEmail', company: 'company', decider: 'decider' } as const;
    const asked: Record<CriterionField, string> = { ...fields, value: 'value', closeOn: 'closeOn' };
    expect(given).toEqual(expect.arrayContaining(Object.values(asked)));
  });

  it('is run by nobody whom Slack does not vouch for', async () => {
    const { slack, piotr } = lejek;
    await expect(slack.runFunction('get_deal', { person: piotr.id, deal: 'D-1' })).rejects.toThrow(
      'person is no slack#/types/user_context',
    );
    expect(stepPerson({ person: piotr.id })).toBeUndefined();
    expect(stepPerson({})).toBeUndefined();
    expect(stepPerson(as(piotr))).toBe(piotr.id);
    await expect(slack.runFunction('create_deal', as(piotr))).rejects.toThrow('missing required parameter: name');
  });
});
