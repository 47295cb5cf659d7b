import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { setUpFunnel, typeAndRead, unframedLines, useStage, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

describe('/funnel', () => {
  it('of nothing says how to begin', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    const nothing = await typeAndRead(lejek, lejek.ewa, '/funnel');
    expect(nothing).toContain('No deals yet. Add the first one with /deal new.');
    expect(nothing).toContain('[New deal]');
    expect(await lejek.typeCommand(lejek.anna, '/lejek')).toContain('Nie ma jeszcze szans. Dodaj pierwszą: /szansa nowa.');
  });

  it('draws the stages as a funnel that a phone holds, and calls no Web API', async () => {
    const { piotr, slack } = lejek;
    await lejek.typeCommand(piotr, '/deal');
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await lejek.createDeal(piotr, 'Kowent', { ...valueInEuros(12_000), stageId: 'lead' });
    const calls = slack.journal.length;
    const answer = await lejek.typeCommand(piotr, '/funnel');
    expect(unframedLines(answer)).toEqual(
      expect.arrayContaining([
        'Lead        ███████████████████ 1',
        'Prospect             ·          0',
        'Offer       ███████████████████ 1',
      ]),
    );
    expect(answer).toContain('[Picture]');
    // 48k at about 60 % and 12k at about 5 %: without history the stages' starting probabilities.
    expect(answer).toMatch(/Open: 2 deals · 60k EUR · weighted (2[89]|3[01])(\.\d)?k/);
    const since = slack.journal.slice(calls).filter((entry) => JSON.stringify(entry).includes('"call"'));
    expect(since).toEqual([]);
  });
});

describe('the drawn funnel', () => {
  it('becomes counts, values and the drawing again by one tap each, in the same answer', async () => {
    const { piotr, slack } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await lejek.createDeal(piotr, 'Kowent', { ...valueInEuros(12_000), stageId: 'lead' });
    await typeAndRead(lejek, piotr, '/funnel');
    const press = async (until: string, id = 'funnel.now:measure') => {
      const answer = slack.ephemerals(piotr.id).at(-1);
      if (answer === undefined) throw new Error('no answer');
      await piotr.click(answer, id);
      await expect.poll(() => lejek.lastAnswer(piotr), { timeout: 20_000 }).toContain(until);
    };
    const answers = slack.ephemerals(piotr.id).length;
    await press('[Show values]');
    expect(unframedLines(lejek.lastAnswer(piotr))).toEqual(
      expect.arrayContaining([
        'Stage        Deals Week Win Days',
        'Lead             1   +1  5%    †',
        'Offer            1   +1 60%    †',
        'Open             2   +2',
      ]),
    );
    expect(lejek.lastAnswer(piotr)).toContain('Win: how many of the deals that enter the stage are won.');
    await press('[Show counts]');
    expect(unframedLines(lejek.lastAnswer(piotr))).toEqual(
      expect.arrayContaining(['Stage        k EUR Wtd Win Days', 'Offer           48  29 60%    †', 'Open            60  29']),
    );
    await press('[Show values]');
    expect(unframedLines(lejek.lastAnswer(piotr))).toContain('Stage        Deals Week Win Days');
    await press('[In numbers]', 'funnel.now:drawn');
    expect(unframedLines(lejek.lastAnswer(piotr))).toContain('Lead        ███████████████████ 1');
    expect(slack.ephemerals(piotr.id)).toHaveLength(answers);
  });

  it('is read in Polish', async () => {
    await lejek.createDeal(lejek.anna, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    const answer = await typeAndRead(lejek, lejek.anna, '/lejek');
    expect(unframedLines(answer)).toContain('Oferta      ███████████████████ 1');
    expect(answer).toContain('[W liczbach]');
    const shown = lejek.slack.ephemerals(lejek.anna.id).at(-1);
    if (shown === undefined) throw new Error('no answer');
    await lejek.anna.click(shown, 'funnel.now:measure');
    await expect.poll(() => lejek.lastAnswer(lejek.anna), { timeout: 20_000 }).toContain('[Pokaż wartości]');
    expect(unframedLines(lejek.lastAnswer(lejek.anna))).toContain('Etap         szt. tydz. wygr. dni');
  });

  it('is sent as a picture whose words carry the numbers, by a button', async () => {
    const { piotr, slack } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await typeAndRead(lejek, piotr, '/funnel');
    const answer = slack.ephemerals(piotr.id).at(-1);
    if (answer === undefined) throw new Error('no answer');
    await piotr.click(answer, 'funnel.picture');
    await expect.poll(() => lejek.lastAnswer(piotr), { timeout: 20_000 }).toMatch(/Lead 0, .*Offer 1/);
    expect(slack.ephemerals(piotr.id).at(-1)?.blocks?.[0]).toMatchObject({ type: 'image' });
    expect(slack.files().map(({ name }) => name)).toContain('funnel.png');
  });
});

describe('a month without a target', () => {
  it('has what is won and expected, in the table’s answer and in the digest', async () => {
    const { ewa, anna, piotr } = lejek;
    await setUpFunnel(lejek, ewa);
    for (const name of ['Bielik', 'Kowent', 'Morela'])
      await lejek.createDeal(piotr, name, { ...valueInEuros(48_000), stageId: 'negotiation', closeOn: '2026-12-01' });
    const answer = await typeAndRead(lejek, piotr, '/funnel');
    expect(answer).not.toContain('November: won');
    await lejek.typeCommand(piotr, '/deal won bielik');
    await piotr.waitForView((view) => JSON.stringify(view.blocks).includes('criterion signed'), 20_000);
    piotr.fillInput('criterion signed', ['yes']);
    expect(await piotr.submit()).toMatchObject({ closed: true });
    const line = /November: won 48k EUR · .*(?:expected|another win|nothing more).* · \d+ working days left/;
    expect((await typeAndRead(lejek, piotr, '/funnel')).replaceAll('\u00A0', ' ')).toMatch(line);
    expect((await typeAndRead(lejek, anna, '/lejek')).replaceAll('\u00A0', ' ')).toContain('Listopad: wygrane 48 tys. EUR · ');
    await lejek.runDaysUntil(Date.parse('2026-11-23T09:00:00Z'));
    const digest = lejek.posts(lejek.sales).find((post) => post.includes('Funnel, week 47')) ?? '';
    expect(digest.replaceAll('\u00A0', ' ')).toMatch(/November: won 48k EUR · /);
  });
});

describe('the digest', () => {
  it('is for managers, who see it before it is posted, once for each preview', async () => {
    const { ewa, piotr, sales } = lejek;
    expect(await lejek.typeCommand(piotr, '/funnel digest')).toContain('Only a manager can preview and post the summary.');
    expect(await lejek.typeCommand(ewa, '/funnel digest')).toContain('No channel gets the summary yet.');
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    const preview = await lejek.typeCommand(ewa, '/funnel digest');
    expect(preview).toContain('Only you see this. In the channel it will look like this:');
    expect(preview).toContain('Funnel, week 47 so far, Mon 16 Nov');
    const shown = lejek.slack.ephemerals(ewa.id).at(-1);
    if (shown === undefined) throw new Error('no preview');
    await ewa.click(shown, 'digest.post:0');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('It is on its way to #sales.');
    await lejek.tick();
    const posts = lejek.posts(sales).filter((post) => post.includes('Funnel, week'));
    expect(posts).toHaveLength(1);
    expect(posts[0]).toContain('1 new');
  });

  it('comes on Monday at nine, once, with its funnel as a picture, and its table and sums in the thread', async () => {
    const { ewa, piotr, anna, sales, slack } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer', closeOn: '2026-12-01' });
    await lejek.createDeal(anna, 'Kowent', { ...valueInEuros(12_000), stageId: 'decision' });
    await lejek.runDaysUntil(Date.parse('2026-11-18T09:00:00Z'));
    await useStage(lejek, piotr, { stageId: 'offer' });
    await lejek.typeCommand(piotr, '/deal lost 1 too expensive');
    await lejek.runDaysUntil(Date.parse('2026-11-23T07:59:00Z'));
    expect(lejek.posts(sales).filter((post) => post.includes('Funnel, week'))).toEqual([]);
    await lejek.runUntil(Date.parse('2026-11-23T08:00:00Z'));
    await lejek.runUntil(Date.parse('2026-11-24T12:00:00Z'));
    const digests = lejek.messages(sales).filter((message) => JSON.stringify(message.blocks).includes('Funnel, week'));
    expect(digests).toHaveLength(1);
    const [digest] = digests;
    const text = lejek.posts(sales).find((post) => post.includes('Funnel, week')) ?? '';
    expect(text).toContain('Funnel, week 47 · 16–22 Nov');
    expect(text).toContain('Offer has been empty since Wednesday, 18 Nov.');
    expect(text).toContain('This week: D-2 Kowent · 12k EUR');
    expect(text).toContain('As of Mon 23 Nov, 9:00 · more in the thread');
    expect(text).not.toMatch(/\blate\b/);
    const thread = slack.replies(sales, digest?.ts ?? '');
    const [picture] = (digest?.blocks ?? []).filter(({ type }) => type === 'image');
    expect(picture).toMatchObject({ slack_file: { id: expect.stringMatching(/^F/) } });
    expect(JSON.stringify(picture)).toMatch(/Decision 1 \(12k\u00a0EUR\), Offer 0 of \d/);
    expect(JSON.stringify(digest?.blocks)).not.toMatch(/preformatted|data_visualization/);
    const sums = JSON.stringify(thread.map(({ blocks }) => blocks))
      .replaceAll('\\u00a0', ' ')
      .replaceAll('\u00a0', ' ');
    expect(sums).toContain('60k new − 48k lost = 12k EUR');
    expect(sums).toMatch(/Stage +Deals +k EUR +Week/);
  });

  it('has Slack’s own chart where files may not be written, and a drawn funnel where that is refused too', async () => {
    const { ewa, piotr, sales, slack } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    const digest = async (at: string): Promise<string> => {
      slack.faults.failWith('files.getUploadURLExternal', 'missing_scope', 1);
      await lejek.runDaysUntil(Date.parse(at));
      return JSON.stringify(
        lejek.messages(sales).findLast(({ blocks }) => JSON.stringify(blocks).includes('Funnel, week'))?.blocks,
      );
    };
    const native = await digest('2026-11-23T09:00:00Z');
    expect(native).toContain('"data_visualization"');
    expect(native).not.toMatch(/"image"|█/);
    slack.faults.refuseBlockTypes(['data_visualization']);
    const drawn = await digest('2026-11-30T09:00:00Z');
    slack.faults.refuseBlockTypes([]);
    expect(drawn).toMatch(/Lead +█+ 1/);
    expect(drawn).not.toMatch(/"image"|data_visualization/);
  });

  it('that was missed comes later, up to Wednesday, says so, and has Monday’s figures', async () => {
    const { ewa, piotr, sales } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    // Nobody runs the jobs over the weekend; on Monday afternoon another deal comes.
    lejek.setNow(Date.parse('2026-11-23T15:00:00Z'));
    await lejek.createDeal(piotr, 'Kowent', valueInEuros(12_000));
    await lejek.runUntil(Date.parse('2026-11-24T09:00:00Z'), DAY_MS);
    const text = lejek.posts(sales).find((post) => post.includes('Funnel, week')) ?? '';
    expect(text).toContain("This is Monday's summary, late: Lejek was offline. Figures as of Monday, 9:00.");
    expect(text).toContain('Open: 1 deal · 48k EUR');
    expect(text).toContain('As of Mon 23 Nov, 9:00');
  });

  it('of a week that is over is never posted', async () => {
    const { ewa, piotr, sales } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    lejek.setNow(Date.parse('2026-11-26T09:00:00Z'));
    await lejek.tick();
    expect(lejek.posts(sales).some((post) => post.includes('Funnel, week'))).toBe(false);
    await lejek.runDaysUntil(Date.parse('2026-11-30T09:00:00Z'));
    expect(lejek.posts(sales).filter((post) => post.includes('Funnel, week'))).toHaveLength(1);
  });

  it('on a public holiday waits for the next working day', async () => {
    const { ewa, piotr, sales } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    // Easter Monday in Poland.
    lejek.setNow(Date.parse('2027-03-28T10:00:00Z'));
    await lejek.runUntil(Date.parse('2027-03-29T20:00:00Z'));
    expect(lejek.posts(sales).some((post) => post.includes('Funnel, week'))).toBe(false);
    await lejek.runUntil(Date.parse('2027-03-30T09:00:00Z'));
    const text = lejek.posts(sales).find((post) => post.includes('Funnel, week')) ?? '';
    expect(text).toContain("This is Monday's summary: Monday was a public holiday.");
    expect(text).toContain('As of Mon 29 Mar, 9:00');
  });

  it('is neither lost nor doubled when Slack is down while it is due, and says that it is late', async () => {
    const { ewa, piotr, sales, slack } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    lejek.setNow(Date.parse('2026-11-23T07:50:00Z'));
    await lejek.tick();
    slack.faults.outage(true);
    await lejek.runUntil(Date.parse('2026-11-23T09:30:00Z'), 600_000);
    slack.faults.outage(false);
    await slack.waitForSocket();
    await lejek.runUntil(Date.parse('2026-11-23T12:00:00Z'), 600_000);
    const texts = lejek.posts(sales).filter((post) => post.includes('Funnel, week'));
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain("This is Monday's summary, late: Slack was unreachable.");
  });

  it('of a channel that is gone tells the admin where to set it right', async () => {
    const { ewa, piotr, sales, slack } = lejek;
    const channel = slack.addChannel({ name: 'short-lived', members: [ewa.id] }).id;
    await setUpFunnel(lejek, ewa, { channel });
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    slack.archiveChannel(channel);
    await lejek.runDaysUntil(Date.parse('2026-11-23T10:00:00Z'));
    expect(lejek.posts(ewa.id).at(-1)).toContain('I could not post in #short-lived: Slack says is_archived.');
    expect(lejek.posts(sales)).toEqual([]);
  });
});
