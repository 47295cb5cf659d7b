import type { Change } from '../../core/deal/change.ts';
import type { DealFile } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { SaveResult } from '../../core/deal/save-result.ts';
import { TAKES_BACK } from '../../core/history/count-events.ts';
import type { WorkspaceId } from '../../core/ids.ts';
import type { NewId } from '../db/ids.ts';
import { retryLostAnswer, runOnce } from '../db/lost-answer.ts';
import { isDuplicate, retryOnConflict } from '../db/sql.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { Deals, WriteRequest } from '../types/deals.ts';
import { createChangeMany } from './change-many.ts';
import { createChangePair } from './change-pair.ts';
import { createChangeSteps } from './change-steps.ts';
import { createDealLists } from './deal-lists.ts';
import { writeDeal } from './write-deal.ts';

/** The deals of one workspace. */
export function createDealStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): Deals {
  const steps = createChangeSteps(prisma, workspaceId, newId);
  const { file, history, handledBefore, prepare, done, movedOn, notWritten } = steps;

  const note: Deals['note'] = async (noteId) => {
    const row = await prisma.note.findUnique({ where: { workspaceId_id: { workspaceId, id: noteId } } });
    return row === null || row.erasedAt !== null ? undefined : { text: row.text, link: row.link };
  };

  /** @param known the deal as it was read and what is needed of its history; undefined: a new deal. */
  const write = async (
    known: { readonly before: DealFile; readonly past: readonly DealEvent[] } | undefined,
    decided: Change,
    request: WriteRequest,
  ): Promise<SaveResult> => {
    const ready = prepare(known?.past ?? [], decided, request);
    const run = async (): Promise<SaveResult> => {
      let number: number | undefined;
      try {
        number = await retryOnConflict(() => writeDeal(prisma, ready));
      } catch (error) {
        const earlierAnswer = isDuplicate(error) ? await handledBefore(request.key) : undefined;
        if (earlierAnswer === undefined) throw error;
        return earlierAnswer;
      }
      if (number !== undefined) return done(known?.before, ready, number);
      return (await handledBefore(request.key)) ?? notWritten(ready);
    };
    // Without a key a second run would be a second change.
    return request.key === null ? runOnce(run) : retryLostAnswer(run);
  };

  return {
    create: async (decide, request) => {
      // The statement itself gives the number; until then it is 0.
      const decision = decide(0);
      if (!decision.ok) return { ok: false, why: 'refused', refusal: decision.refusal, file: undefined };
      return write(undefined, decision.change, request);
    },
    change: async (number, decide, request) => {
      const loaded = request.loaded ?? (await file(number));
      if (loaded === undefined) return { ok: false, why: 'noSuchDeal' };
      if (request.seenVersion !== undefined && request.seenVersion !== loaded.deal.version) {
        return (await handledBefore(request.key)) ?? movedOn(number);
      }
      const asked = request.history === true ? await history(number) : [];
      const decision = decide(loaded, asked);
      if (!decision.ok) {
        return (await handledBefore(request.key)) ?? { ok: false, why: 'refused', refusal: decision.refusal, file: loaded };
      }
      const { kind } = decision.change.event;
      // Only these take back what earlier events added.
      const takesBack = TAKES_BACK.has(kind) || decision.change.departure !== undefined;
      const past = takesBack && asked.length === 0 ? await history(number) : asked;
      return write({ before: loaded, past }, decision.change, request);
    },
    changePair: createChangePair(prisma, steps),
    ...createChangeMany(prisma, workspaceId, newId),
    file,
    history,
    note,
    noteText: async (noteId) => (await note(noteId))?.text,
    ...createDealLists(prisma, workspaceId),
  };
}
