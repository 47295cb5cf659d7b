import type { Change } from '../core/change.ts';
import type { DealFile } from '../core/deal.ts';
import type { DealEvent } from '../core/deal-event.ts';
import type { Saved } from '../core/saved.ts';
import { changingBoth } from './change-both.ts';
import { dealLists } from './deal-lists.ts';
import { dealSteps } from './deal-steps.ts';
import type { PrismaClient } from './generated/client.ts';
import type { NewId } from './ids.ts';
import { isDuplicate, retried } from './sql.ts';
import type { Deals, WriteRequest } from './types/deals.ts';
import { writeDeal } from './write-deal.ts';

/** The deals of one workspace. */
export function dealsOf(prisma: PrismaClient, workspaceId: string, newId: NewId): Deals {
  const steps = dealSteps(prisma, workspaceId, newId);
  const { file, history, handledBefore, prepare, done, movedOn } = steps;

  const note: Deals['note'] = async (noteId) => {
    const row = await prisma.note.findUnique({ where: { workspaceId_id: { workspaceId, id: noteId } } });
    return row === null || row.erasedAt !== null ? undefined : { text: row.text, link: row.link };
  };

  const write = async (
    before: DealFile | undefined,
    past: readonly DealEvent[],
    decided: Change,
    request: WriteRequest,
  ): Promise<Saved> => {
    const ready = prepare(past, decided, request);
    let number: number | undefined;
    try {
      number = await retried(() => writeDeal(prisma, ready));
    } catch (error) {
      const again = isDuplicate(error) ? await handledBefore(request.key) : undefined;
      if (again === undefined) throw error;
      return again;
    }
    if (number !== undefined) return done(before, ready, number);
    return (await handledBefore(request.key)) ?? movedOn(ready.change.deal.number);
  };

  return {
    create: async (decide, request) => {
      // The statement itself gives the number; until then it is 0.
      const decision = decide(0);
      if (!decision.ok) return { ok: false, why: 'refused', refusal: decision.refusal, file: undefined };
      return write(undefined, [], decision.change, request);
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
      const past = (kind === 'undone' || kind === 'withdrawn') && asked.length === 0 ? await history(number) : asked;
      return write(loaded, past, decision.change, request);
    },
    changeBoth: changingBoth(prisma, steps),
    file,
    history,
    note,
    noteText: async (noteId) => (await note(noteId))?.text,
    ...dealLists(prisma, workspaceId),
  };
}
