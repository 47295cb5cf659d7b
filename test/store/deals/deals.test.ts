import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advance, move } from '../../../src/core/deal/advance.ts';
import type { Change } from '../../../src/core/deal/change.ts';
import { lose, reopen, withdraw } from '../../../src/core/deal/close.ts';
import { toDealState } from '../../../src/core/deal/deal.ts';
import { merge } from '../../../src/core/deal/merge.ts';
import { openDeal } from '../../../src/core/deal/open-deal.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { HOUR_MS } from '../../../src/core/time/durations.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { type Company, createCompany, requireSaved } from '../../support/company.ts';
import { acceptedChange, MONDAY } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

const ANYWAY = { anyway: { remindOn: '2026-11-20' as const } };

let database: Database;
let home: Company;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await emptyDatabase(database);
  home = await createCompany(database);
});
afterAll(() => database.close());

describe('two deals that are joined', () => {
  const joined = (version: number | undefined, key: string, spoil?: (change: Change) => Change) =>
    home.tenant.deals(ALL_DEALS).changePair(
      [{ number: 1 }, { number: 2, version }],
      ({ file: into }, { file: from }) => {
        const decisions = merge({ into, from }, { pipeline: home.pipeline, note: 'joined with D-2' }, home.act(MONDAY + HOUR_MS));
        const second = decisions.from;
        return [decisions.into, second.ok && spoil !== undefined ? { ok: true, change: spoil(second.change) } : second];
      },
      home.writeRequest(key),
    );
  const versions = async () => [
    (await home.tenant.deals(ALL_DEALS).history(1)).length,
    (await home.tenant.deals(ALL_DEALS).history(2)).length,
  ];

  it('are both changed, once however often it is asked for', async () => {
    await home.createDeal();
    await home.createDeal({ company: 'Bielik SA', ...priced(4_800_000) });
    const first = await joined(1, 'k');
    expect(first).toMatchObject({
      ok: true,
      first: { file: { deal: { value: { minor: 4_800_000 }, company: 'Bielik SA' } } },
      second: { file: { deal: { outcome: 'withdrawn' } } },
    });
    expect(await joined(1, 'k')).toMatchObject({ ok: true, first: { isRepeat: true }, second: { isRepeat: true } });
    expect(await versions()).toEqual([2, 2]);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('are both left as they were where the second was changed meanwhile, or the database gives up between them', async () => {
    await home.createDeal();
    await home.createDeal({ company: 'Bielik SA' });
    expect(await joined(7, 'seen')).toMatchObject({ ok: false, refused: 'second', saved: { why: 'changedMeanwhile' } });
    const raced = await joined(1, 'raced', (change) => ({ ...change, deal: { ...change.deal, version: 9 } }));
    expect(raced).toMatchObject({ ok: false, refused: 'second', saved: { why: 'changedMeanwhile' } });
    await expect(joined(1, 'broken', (change) => ({ ...change, event: { ...change.event, version: 1 } }))).rejects.toThrow();
    expect(await versions()).toEqual([1, 1]);
    expect((await home.tenant.deals(ALL_DEALS).file(1))?.deal.company).toBe(null);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
    expect(await joined(1, 'broken')).toMatchObject({ ok: true });
  });
});

describe('a new deal', () => {
  it('gets the next number, and comes back as it was saved', async () => {
    const first = await home.createDeal({
      name: 'Bielik',
      ...priced(4_800_000),
      closeOn: '2026-12-18',
    });
    const second = await home.createDeal({ name: 'Zielony Młyn', contact: { name: 'Ewa', email: 'ewa@example.com' } });
    expect([first.file.deal.number, second.file.deal.number]).toEqual([1, 2]);
    expect(await home.tenant.deals(ALL_DEALS).file(1)).toEqual(first.file);
    expect(await home.tenant.deals(ALL_DEALS).file(2)).toEqual(second.file);
    expect(await home.tenant.deals(ALL_DEALS).history(2)).toEqual([second.event]);
    expect(second.event.dealNumber).toBe(2);
  });

  it('has a number of its own among a hundred made at once, without a hole', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => home.createDeal()));
    const numbers = all.map((saved) => saved.file.deal.number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('may be named anything that people type', async () => {
    const name = `a\u0000b \ud800 <!channel> *x* 🎉 ${'ż'.repeat(3000)}`;
    const { file } = await home.createDeal({ name });
    expect((await home.tenant.deals(ALL_DEALS).file(file.deal.number))?.deal.name).toBe(
      name.replace('\u0000', '').replace('\ud800', '\ufffd').trim(),
    );
  });
});

describe('a change', () => {
  it('is kept with its event, note, confirmed criteria and contact', async () => {
    const { file } = await home.createDeal();
    const entering = { answers: { contact: { name: 'Ewa', phone: '600 100 200' }, ticks: ['need'] } };
    const saved = requireSaved(
      await home.tenant
        .deals(ALL_DEALS)
        .change(
          file.deal.number,
          (now) => advance(now, { pipeline: home.pipeline, ...entering }, home.act(MONDAY + HOUR_MS)),
          home.writeRequest(),
        ),
    );
    expect(saved.file).toEqual(await home.tenant.deals(ALL_DEALS).file(1));
    expect(saved.file).toMatchObject({ deal: { stageId: 'prospect', version: 2 }, contact: { name: 'Ewa' }, ticks: ['need'] });
    const back = requireSaved(
      await home.tenant
        .deals(ALL_DEALS)
        .change(
          1,
          (now) => move(now, { pipeline: home.pipeline, to: 'lead', reason: 'too early' }, home.act(MONDAY + 2 * HOUR_MS)),
          home.writeRequest(),
        ),
    );
    expect(await home.tenant.deals(ALL_DEALS).noteText(back.event.noteId ?? '')).toBe('too early');
    expect((await home.tenant.deals(ALL_DEALS).history(1)).map((event) => event.kind)).toEqual([
      'opened',
      'advanced',
      'returned',
    ]);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('of two made on one version, one wins and the other hears who was faster', async () => {
    await home.createDeal();
    const advanced = (key: string) =>
      home.tenant
        .deals(ALL_DEALS)
        .change(1, (now) => advance(now, { pipeline: home.pipeline, ...ANYWAY }, home.act(MONDAY + HOUR_MS)), {
          ...home.writeRequest(key),
          seenVersion: 1,
        });
    const both = await Promise.all([advanced('a'), advanced('b')]);
    expect(both.filter((saved) => saved.ok)).toHaveLength(1);
    expect(both.find((saved) => !saved.ok)).toMatchObject({
      why: 'changedMeanwhile',
      last: { actorId: home.anna.id, kind: 'advanced' },
      file: { deal: { version: 2, stageId: 'prospect' } },
    });
    expect(await home.tenant.deals(ALL_DEALS).history(1)).toHaveLength(2);
  });

  it('asked for twice by one request happens once, and is answered the same', async () => {
    await home.createDeal();
    const lost = () =>
      home.tenant
        .deals(ALL_DEALS)
        .change(
          1,
          (now) => lose(now, { pipeline: home.pipeline, reasonId: 'expensive', note: '' }, home.act(MONDAY + HOUR_MS)),
          home.writeRequest('k'),
        );
    const first = requireSaved(await lost());
    const second = requireSaved(await lost());
    expect([first.isRepeat, second.isRepeat]).toEqual([false, true]);
    expect(second.event).toEqual(first.event);
    const third = await Promise.all([lost(), lost(), lost()]);
    expect(third.every((saved) => saved.ok && saved.isRepeat)).toBe(true);
    expect(await home.tenant.deals(ALL_DEALS).history(1)).toHaveLength(2);
  });

  it('asked for twice at the same moment happens once', async () => {
    const opened = await Promise.all(
      [1, 2, 3].map(() =>
        home.tenant
          .deals(ALL_DEALS)
          .create(() => ({ ok: true, change: { ...openChange(home), ticks: [] } }), { key: 'same', at: MONDAY }),
      ),
    );
    expect(new Set(opened.map((saved) => requireSaved(saved).file.deal.number)).size).toBe(1);
    expect(
      (await home.tenant.deals(ALL_DEALS).list({}, { order: 'newest', today: '2026-11-16', limit: 10, offset: 0 })).total,
    ).toBe(1);
  });

  it('to a deal that is not there is said to be so', async () => {
    expect(await home.tenant.deals(ALL_DEALS).change(77, (now) => withdraw(now, home.act()), home.writeRequest())).toEqual({
      ok: false,
      why: 'noSuchDeal',
    });
  });

  it('that is refused changes nothing', async () => {
    await home.createDeal();
    const saved = await home.tenant
      .deals(ALL_DEALS)
      .change(
        1,
        (now) => lose(now, { pipeline: home.pipeline, reasonId: 'nonsense', note: '' }, home.act()),
        home.writeRequest(),
      );
    expect(saved).toMatchObject({ ok: false, why: 'refused', refusal: { why: 'noSuchReason' }, file: { deal: { version: 1 } } });
    expect(await home.tenant.deals(ALL_DEALS).history(1)).toHaveLength(1);
  });
});

describe('undo', () => {
  it('brings back stage, contact and confirmed criteria, and takes the counters back', async () => {
    await home.createDeal({ contact: { name: 'Ewa', email: 'ewa@example.com' } });
    const before = await home.tenant.deals(ALL_DEALS).file(1);
    const entering = { answers: { contact: { phone: '600 100 200' }, ticks: ['need'] } };
    requireSaved(
      await home.tenant
        .deals(ALL_DEALS)
        .change(
          1,
          (now) => advance(now, { pipeline: home.pipeline, ...entering }, home.act(MONDAY + HOUR_MS)),
          home.writeRequest(),
        ),
    );
    const undone = requireSaved(
      await home.tenant.deals(ALL_DEALS).change(1, (now, past) => undo(now, past, home.act(MONDAY + HOUR_MS + 60_000)), {
        ...home.writeRequest(),
        history: true,
      }),
    );
    expect(undone.file.ticks).toEqual([]);
    expect(undone.file.contact).toEqual(before?.contact);
    expect(toDealState(undone.file.deal)).toEqual(before && toDealState(before.deal));
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('without a deal means the last change of mine that still stands', async () => {
    await home.createDeal();
    await home.createDeal({ name: 'Morela' }, MONDAY + HOUR_MS);
    expect((await home.tenant.deals(ALL_DEALS).lastUndoableChange(home.anna.id, MONDAY)).event?.dealNumber).toBe(2);
    requireSaved(
      await home.tenant.deals(ALL_DEALS).change(2, (now, past) => undo(now, past, home.act(MONDAY + HOUR_MS)), {
        ...home.writeRequest(),
        history: true,
      }),
    );
    expect((await home.tenant.deals(ALL_DEALS).lastUndoableChange(home.anna.id, MONDAY)).event?.dealNumber).toBe(1);
  });
});

describe('lists', () => {
  it('show open deals, those that need somebody first, a page at a time', async () => {
    await home.createDeal({ name: 'Calm', closeOn: '2026-12-18' });
    await home.createDeal({ name: 'Step due', nextStep: 'call', nextStepOn: '2026-11-20', closeOn: '2026-12-18' });
    await home.createDeal({ name: 'Late', closeOn: '2026-11-17' });
    requireSaved(
      await home.tenant
        .deals(ALL_DEALS)
        .change(1, (now) => lose(now, { pipeline: home.pipeline, reasonId: 'other', note: '' }, home.act()), home.writeRequest()),
    );
    requireSaved(
      await home.tenant
        .deals(ALL_DEALS)
        .change(1, (now) => reopen(now, home.pipeline, home.act(MONDAY + 1)), home.writeRequest()),
    );
    const page = { order: 'attention', today: '2026-11-23', limit: 2, offset: 0 } as const;
    const first = await home.tenant.deals(ALL_DEALS).list({ ownerId: home.anna.id }, page);
    const second = await home.tenant.deals(ALL_DEALS).list({ ownerId: home.anna.id }, { ...page, offset: 2 });
    expect(first.deals.map((deal) => deal.name)).toEqual(['Step due', 'Late']);
    expect(second.deals.map((deal) => deal.name)).toEqual(['Calm']);
    expect([first.total, second.total]).toEqual([3, 3]);
    expect(await home.tenant.deals(ALL_DEALS).list({ ownerId: 'nobody' }, page)).toEqual({ deals: [], total: 0 });
    expect(await home.tenant.deals(ALL_DEALS).list({}, { ...page, offset: 50 })).toEqual({ deals: [], total: 3 });
  });

  it('find a deal by part of its name or company, without diacritics, and by what looks alike', async () => {
    await home.createDeal({ name: 'Zielony Młyn', company: 'Młyny Zachód' });
    await home.createDeal({ name: 'Bielik, serwis wózków' });
    await home.createDeal({ name: '100%_sure' });
    const search = async (text: string) => {
      const { deals, exact } = await home.tenant.deals(ALL_DEALS).search(text, { openOnly: true, limit: 5 });
      return [exact, deals.map((deal) => deal.number)];
    };
    expect(await search('mlyn')).toEqual([true, [1]]);
    expect(await search('ZACHOD')).toEqual([true, [1]]);
    expect(await search('bielk')).toEqual([false, [2]]);
    expect(await search('%_')).toEqual([true, [3]]);
    expect(await search('nothing like it')).toEqual([false, []]);
  });

  it('never show a deal of another company', async () => {
    const other = await createCompany(database, 'T2');
    await other.createDeal({ name: 'Secret' });
    expect(await home.tenant.deals(ALL_DEALS).file(1)).toBeUndefined();
    expect((await home.tenant.deals(ALL_DEALS).search('secret', { openOnly: false, limit: 5 })).deals).toEqual([]);
    expect(
      (await home.tenant.deals(ALL_DEALS).list({}, { order: 'newest', today: '2026-11-16', limit: 5, offset: 0 })).total,
    ).toBe(0);
    const crossed = home.createDeal({ ownerId: other.anna.id });
    await expect(crossed).rejects.toThrow();
  });
});

function openChange({ pipeline, anna, act }: Company): Change {
  const details = { name: 'Kowent', ownerId: anna.id };
  return acceptedChange(openDeal({ number: 0, pipeline }, details, act()));
}
