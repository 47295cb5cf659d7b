import type { DealFile } from '../../core/deal/deal.ts';
import { sees, type Viewer } from '../../core/people/viewer.ts';
import { retryLostAnswer, runOnce } from '../db/lost-answer.ts';
import { isDuplicate, retryOnConflict } from '../db/sql.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { Deals, SavedPair } from '../types/deals.ts';
import type { ChangeSteps } from './change-steps.ts';
import { type DealWrite, type Written, writeDeal } from './write-deal.ts';

type ChangePair = Deals['changePair'];

/** Changes two deals or neither: in one transaction, which is taken back where somebody was faster with one of them. */
export function createChangePair(
  prisma: PrismaClient,
  { file, history, handledBefore, prepare, done, movedOn, notWritten }: ChangeSteps,
): (
  viewer: Viewer,
  asked: {
    readonly pair: Parameters<ChangePair>[0];
    readonly decide: Parameters<ChangePair>[1];
    readonly request: Parameters<ChangePair>[2];
  },
) => Promise<SavedPair> {
  /** The other one's key: one request writes both. */
  const secondKey = (key: string | null): string | null => (key === null ? null : `${key} second`);

  const pairHandledBefore = async (key: string | null): Promise<SavedPair | undefined> => {
    const [first, second] = [await handledBefore(key), await handledBefore(secondKey(key))];
    return first?.ok === true && second?.ok === true ? { ok: true, first, second } : undefined;
  };

  const writePair = async (writes: readonly [DealWrite, DealWrite], files: readonly [DealFile, DealFile]): Promise<SavedPair> => {
    let outdated: 'first' | 'second' | undefined;
    const written: Written[] = [];
    const [one, two] = writes;
    try {
      await retryOnConflict(() =>
        prisma.$transaction(async (sql) => {
          written.length = 0;
          for (const [place, each] of [['first', one] as const, ['second', two] as const]) {
            const one = await writeDeal(sql, each);
            if (one === undefined) {
              outdated = place;
              throw new Error('Somebody was faster: what was written is taken back.');
            }
            written.push(one);
          }
        }),
      );
    } catch (error) {
      if (outdated === undefined && !isDuplicate(error)) throw error;
      const again = await pairHandledBefore(one.request.key);
      if (again !== undefined) return again;
      if (outdated === undefined) throw error;
      return { ok: false, refused: outdated, saved: await notWritten(outdated === 'first' ? one : two) };
    }
    const [first, second] = files;
    const [ofFirst, ofSecond] = written;
    if (ofFirst === undefined || ofSecond === undefined) throw new Error('A pair was written, and one of it was not.');
    return { ok: true, first: await done(first, one, ofFirst), second: await done(second, two, ofSecond) };
  };

  return async (viewer, { pair, decide, request }) => {
    const [one, two] = pair;
    const read = await Promise.all(pair.map(({ number }) => file(number)));
    const [first, second] = read.map((each) => (each !== undefined && sees(viewer, each.deal) ? each : undefined));
    if (first === undefined) return { ok: false, refused: 'first', saved: { ok: false, why: 'noSuchDeal' } };
    if (second === undefined) return { ok: false, refused: 'second', saved: { ok: false, why: 'noSuchDeal' } };
    const files = [first, second] as const;
    const histories = await Promise.all(pair.map(({ number }) => history(number)));
    const stale = pair.findIndex(({ version }, index) => version !== undefined && version !== files[index]?.deal.version);
    const decisions = decide({ file: first, history: histories[0] ?? [] }, { file: second, history: histories[1] ?? [] });
    const refused = decisions.findIndex(({ ok }) => !ok);
    if (stale >= 0 || refused >= 0) {
      const again = await pairHandledBefore(request.key);
      if (again !== undefined) return again;
    }
    if (stale >= 0) {
      const { number } = stale === 0 ? one : two;
      return { ok: false, refused: stale === 0 ? 'first' : 'second', saved: await movedOn(number) };
    }
    const [firstDecision, secondDecision] = decisions;
    if (!firstDecision.ok) {
      return { ok: false, refused: 'first', saved: { ok: false, why: 'refused', refusal: firstDecision.refusal, file: first } };
    }
    if (!secondDecision.ok) {
      return {
        ok: false,
        refused: 'second',
        saved: { ok: false, why: 'refused', refusal: secondDecision.refusal, file: second },
      };
    }
    const writes = [
      prepare(histories[0] ?? [], firstDecision.change, request),
      prepare(histories[1] ?? [], secondDecision.change, { ...request, key: secondKey(request.key) }),
    ] as const;
    const run = () => writePair(writes, files);
    return request.key === null ? runOnce(run) : retryLostAnswer(run);
  };
}
