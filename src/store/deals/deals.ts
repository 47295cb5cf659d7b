import type { Change } from '../../core/deal/change.ts';
import type { DealFile } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { SaveResult } from '../../core/deal/save-result.ts';
import { TAKES_BACK } from '../../core/history/count-events.ts';
import type { DealNumber, WorkspaceId } from '../../core/ids.ts';
import { sees, type Viewer } from '../../core/people/viewer.ts';
import type { NewId } from '../db/ids.ts';
import { retryLostAnswer, runOnce } from '../db/lost-answer.ts';
import { isDuplicate, retryOnConflict } from '../db/sql.ts';
import type { PrismaClient } from '../generated/client.ts';
import { sawBefore } from '../rows/viewer-statement.ts';
import type { Deals, FileWithHistory, WriteRequest } from '../types/deals.ts';
import { createChangeMany } from './change-many.ts';
import { createChangePair } from './change-pair.ts';
import { createChangeSteps } from './change-steps.ts';
import { createDealLists } from './deal-lists.ts';
import { type Written, writeDeal } from './write-deal.ts';

const NO_SUCH_DEAL = { ok: false, why: 'noSuchDeal' } as const;

/** A refusal tells of a deal as it is now: where that is hidden, there is no such deal. */
const unlessHidden = (viewer: Viewer, result: SaveResult): SaveResult =>
  !result.ok && 'file' in result && result.file !== undefined && !sees(viewer, result.file.deal) ? NO_SUCH_DEAL : result;

/** The deals of one workspace, as each viewer sees them. */
export function createDealStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): (viewer: Viewer) => Deals {
  const steps = createChangeSteps(prisma, workspaceId, newId);
  const { file, files, fileWithHistory, history, handledBefore, prepare, done, movedOn, notWritten } = steps;
  const lists = createDealLists(prisma, workspaceId);
  const many = createChangeMany(prisma, workspaceId, newId);
  const changePair = createChangePair(prisma, steps);

  /** @param known the deal as it was read and what is needed of its history; undefined: a new deal. */
  const write = async (
    known: { readonly before: DealFile; readonly past: readonly DealEvent[] } | undefined,
    decided: Change,
    request: WriteRequest,
  ): Promise<SaveResult> => {
    const ready = prepare(known?.past ?? [], decided, request);
    const run = async (): Promise<SaveResult> => {
      let written: Written | undefined;
      try {
        written = await retryOnConflict(() => writeDeal(prisma, ready));
      } catch (error) {
        const earlierAnswer = isDuplicate(error) ? await handledBefore(request.key) : undefined;
        if (earlierAnswer === undefined) throw error;
        return earlierAnswer;
      }
      if (written !== undefined) return done(known?.before, ready, written);
      return (await handledBefore(request.key)) ?? notWritten(ready);
    };
    // Without a key a second run would be a second change.
    return request.key === null ? runOnce(run) : retryLostAnswer(run);
  };

  /** The deal, and its history where it is asked for: in one statement, or what was read a moment ago. */
  const read = async (number: DealNumber, asked: Parameters<Deals['change']>[2]): Promise<FileWithHistory | undefined> => {
    const { loaded, past } = asked;
    if (loaded !== undefined) return { file: loaded, history: asked.history === true ? (past ?? (await history(number))) : [] };
    if (asked.history === true) return fileWithHistory(number);
    const found = await file(number);
    return found === undefined ? undefined : { file: found, history: [] };
  };

  /** What is hidden is as if it were not there, whatever it is asked for. */
  const hides = (viewer: Viewer) => viewer.seenOwners.size > 0;
  const seenFile = async (viewer: Viewer, number: DealNumber): Promise<DealFile | undefined> => {
    const found = await file(number);
    return found !== undefined && sees(viewer, found.deal) ? found : undefined;
  };
  const isSeen = async (viewer: Viewer, number: DealNumber): Promise<boolean> =>
    !hides(viewer) || (await seenFile(viewer, number)) !== undefined;
  const note = async (viewer: Viewer, noteId: string) => {
    const row = await prisma.note.findFirst({ where: { workspaceId, id: noteId } });
    if (row === null || row.erasedAt !== null || !(await isSeen(viewer, row.dealNumber))) return undefined;
    return { text: row.text, link: row.link };
  };

  return (viewer) => ({
    create: async (decide, request) => {
      // The statement itself gives the number; until then it is 0.
      const decision = decide(0);
      if (!decision.ok)
        return (await handledBefore(request.key)) ?? { ok: false, why: 'refused', refusal: decision.refusal, file: undefined };
      return write(undefined, decision.change, request);
    },
    change: async (number, decide, request) => {
      const known = await read(number, request);
      if (known === undefined) return NO_SUCH_DEAL;
      const { file: loaded, history: past } = known;
      // Who has given a deal away may take that back, and asks twice where the first answer was lost.
      if (!sees(viewer, loaded.deal) && !(request.undoes === true && sawBefore(viewer, past.at(-1))))
        return (await handledBefore(request.key)) ?? NO_SUCH_DEAL;
      if (request.seenVersion !== undefined && request.seenVersion !== loaded.deal.version) {
        return (await handledBefore(request.key)) ?? unlessHidden(viewer, await movedOn(number));
      }
      const decision = decide(loaded, past);
      if (!decision.ok) {
        const refused: SaveResult = { ok: false, why: 'refused', refusal: decision.refusal, file: loaded };
        return (await handledBefore(request.key)) ?? unlessHidden(viewer, refused);
      }
      const { kind } = decision.change.event;
      // Only these take back what earlier events added.
      const takesBack = TAKES_BACK.has(kind) || decision.change.departure !== undefined;
      const counted = takesBack && past.length === 0 ? await history(number) : past;
      return unlessHidden(viewer, await write({ before: loaded, past: counted }, decision.change, request));
    },
    changePair: (pair, decide, request) => changePair(viewer, { pair, decide, request }),
    changeMany: (seen, decide, work) => many.changeMany(viewer, { seen, decide, work }),
    undoMany: many.undoMany,
    file: (number) => seenFile(viewer, number),
    files: async (numbers) => (await files(numbers)).filter(({ deal }) => sees(viewer, deal)),
    fileWithHistory: async (number) => {
      const found = await fileWithHistory(number);
      return found !== undefined && sees(viewer, found.file.deal) ? found : undefined;
    },
    history: async (number) => ((await isSeen(viewer, number)) ? history(number) : []),
    note: (noteId) => note(viewer, noteId),
    noteText: async (noteId) => (await note(viewer, noteId))?.text,
    ...lists(viewer),
  });
}
