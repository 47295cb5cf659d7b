import type { DealFile } from '../core/deal.ts';
import type { DealSteps } from './deal-steps.ts';
import type { PrismaClient } from './generated/client.ts';
import { isDuplicate, retried } from './sql.ts';
import type { Deals, SavedBoth } from './types/deals.ts';
import { type Write, writeDeal } from './write-deal.ts';

/** Changes two deals or neither: in one transaction, which is taken back where somebody was faster with one of them. */
export function changingBoth(
  prisma: PrismaClient,
  { file, history, handledBefore, prepare, done, movedOn }: DealSteps,
): Deals['changeBoth'] {
  /** The other one's key: one request writes both. */
  const secondKey = (key: string | null): string | null => (key === null ? null : `${key} second`);

  const bothBefore = async (key: string | null): Promise<SavedBoth | undefined> => {
    const [first, second] = [await handledBefore(key), await handledBefore(secondKey(key))];
    return first?.ok === true && second?.ok === true ? { ok: true, first, second } : undefined;
  };

  const writeBoth = async (writes: readonly [Write, Write], files: readonly [DealFile, DealFile]): Promise<SavedBoth> => {
    let lost: 'first' | 'second' | undefined;
    const [one, two] = writes;
    try {
      await retried(() =>
        prisma.$transaction(async (sql) => {
          for (const [which, each] of [['first', one] as const, ['second', two] as const]) {
            if ((await writeDeal(sql, each)) !== undefined) continue;
            lost = which;
            throw new Error('Somebody was faster: what was written is taken back.');
          }
        }),
      );
    } catch (error) {
      if (lost === undefined && !isDuplicate(error)) throw error;
      const again = await bothBefore(one.request.key);
      if (again !== undefined) return again;
      if (lost === undefined) throw error;
      return { ok: false, which: lost, saved: await movedOn((lost === 'first' ? one : two).change.deal.number) };
    }
    const [first, second] = files;
    return {
      ok: true,
      first: await done(first, one, first.deal.number),
      second: await done(second, two, second.deal.number),
    };
  };

  return async (one, two, decide, request) => {
    const asked = [one, two] as const;
    const [first, second] = await Promise.all(asked.map(({ number }) => file(number)));
    if (first === undefined) return { ok: false, which: 'first', saved: { ok: false, why: 'noSuchDeal' } };
    if (second === undefined) return { ok: false, which: 'second', saved: { ok: false, why: 'noSuchDeal' } };
    const files = [first, second] as const;
    const stale = asked.findIndex(({ version }, index) => version !== undefined && version !== files[index]?.deal.version);
    const decisions = decide(first, second);
    const refused = decisions.findIndex(({ ok }) => !ok);
    if (stale >= 0 || refused >= 0) {
      const again = await bothBefore(request.key);
      if (again !== undefined) return again;
    }
    if (stale >= 0) {
      const { number } = stale === 0 ? one : two;
      return { ok: false, which: stale === 0 ? 'first' : 'second', saved: await movedOn(number) };
    }
    const [firstly, secondly] = decisions;
    if (!firstly.ok) {
      return { ok: false, which: 'first', saved: { ok: false, why: 'refused', refusal: firstly.refusal, file: first } };
    }
    if (!secondly.ok) {
      return { ok: false, which: 'second', saved: { ok: false, why: 'refused', refusal: secondly.refusal, file: second } };
    }
    const pasts = await Promise.all(asked.map(({ number }) => history(number)));
    return writeBoth(
      [
        prepare(pasts[0] ?? [], firstly.change, request),
        prepare(pasts[1] ?? [], secondly.change, { ...request, key: secondKey(request.key) }),
      ],
      files,
    );
  };
}
