import type { Change } from '../../core/deal/change.ts';
import { type DealFile, NO_CONTACT } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { SaveResult } from '../../core/deal/save-result.ts';
import { countLastEvent } from '../../core/history/count-events.ts';
import type { WorkspaceId } from '../../core/ids.ts';
import type { NewId } from '../db/ids.ts';
import { preparedStatement, statement } from '../db/statement.ts';
import type { PrismaClient } from '../generated/client.ts';
import { type EventRow, type FileRow, toDealEvent, toDealFile } from '../rows/deal-rows.ts';
import type { FileWithHistory, SavedChange, SaveRefused, WriteRequest } from '../types/deals.ts';
import type { DealWrite, Written } from './write-deal.ts';

const FILE_COLUMNS = `to_jsonb(d) AS deal, to_jsonb(c) AS contact, coalesce((
    SELECT jsonb_agg(k.criterion_id ORDER BY k.at, k.criterion_id) FROM criterion_tick AS k
    WHERE k.workspace_id = d.workspace_id AND k.deal_number = d.number), '[]') AS ticks`;
const FILES =
  'FROM deal AS d LEFT JOIN contact AS c ON c.workspace_id = d.workspace_id AND c.id = d.contact_id WHERE d.workspace_id = $workspaceId';

const selectFile = preparedStatement<{ workspaceId: WorkspaceId; number: number }, FileRow>(
  `SELECT ${FILE_COLUMNS} ${FILES} AND d.number = $number`,
);

const selectFiles = statement<{ workspaceId: WorkspaceId; numbers: readonly number[] }, FileRow>(
  `SELECT ${FILE_COLUMNS} ${FILES} AND d.number = ANY($numbers::integer[])`,
);

const selectFileWithHistory = preparedStatement<
  { workspaceId: WorkspaceId; number: number },
  FileRow & { events: readonly EventRow[] }
>(`SELECT ${FILE_COLUMNS}, (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.version) FROM deal_event AS e
    WHERE e.workspace_id = d.workspace_id AND e.deal_number = d.number) AS events ${FILES} AND d.number = $number`);

const selectHistory = statement<{ workspaceId: WorkspaceId; number: number }, { event: EventRow }>(
  `SELECT to_jsonb(e) AS event FROM deal_event AS e WHERE e.workspace_id = $workspaceId AND e.deal_number = $number ORDER BY e.version`,
);

/** Ids of the rows that come with a change, put where deal and event point to them. */
export function assignRowIds(change: Change, newId: NewId): Change {
  const contactId = change.contact === undefined ? change.deal.contactId : newId();
  const noteId = change.note === undefined ? null : newId();
  return {
    ...change,
    deal: { ...change.deal, contactId },
    event: { ...change.event, noteId, after: { ...change.event.after, contactId } },
  };
}

/** What every change of a deal consists of: what is read before it, what is made ready for the statement, and what is answered. */
export type ChangeSteps = ReturnType<typeof createChangeSteps>;

export function createChangeSteps(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId) {
  const file = async (number: number): Promise<DealFile | undefined> => {
    const [row] = await selectFile(prisma, { workspaceId, number });
    return row === undefined ? undefined : toDealFile(row);
  };
  /** In the order of the numbers; unknown ones are left out. */
  const files = async (numbers: readonly number[]): Promise<readonly DealFile[]> => {
    if (numbers.length === 0) return [];
    const found = (await selectFiles(prisma, { workspaceId, numbers })).map(toDealFile);
    const byNumber = new Map(found.map((each) => [each.deal.number, each]));
    return numbers.flatMap((number) => byNumber.get(number) ?? []);
  };
  const fileWithHistory = async (number: number): Promise<FileWithHistory | undefined> => {
    const [row] = await selectFileWithHistory(prisma, { workspaceId, number });
    return row === undefined ? undefined : { file: toDealFile(row), history: row.events.map(toDealEvent) };
  };
  const history = async (number: number): Promise<readonly DealEvent[]> =>
    (await selectHistory(prisma, { workspaceId, number })).map((row) => toDealEvent(row.event));

  /** A retry finds the deal changed by its own first run: then that is the answer, whatever a decision would say now. */
  const handledBefore = async (key: string | null): Promise<SaveResult | undefined> => {
    if (key === null) return undefined;
    const row = await prisma.handled.findFirst({ where: { workspaceId, key } });
    const answer = row?.answer;
    if (!(answer instanceof Object) || Array.isArray(answer)) return undefined;
    const number = Number(answer['number']);
    const [current, events] = [await file(number), await history(number)];
    const event = events.find((each) => each.version === Number(answer['version']));
    return current === undefined || event === undefined ? undefined : { ok: true, file: current, event, isRepeat: true };
  };

  const prepare = (past: readonly DealEvent[], decided: Change, request: WriteRequest): DealWrite => {
    const change = assignRowIds(decided, newId);
    const undone = past.find((each) => each.version === change.event.undoes);
    const { event, departure } = change;
    const count = (each: DealEvent) => ({
      pipelineId: each.pipelineId,
      counters: countLastEvent([...past.filter(({ pipelineId }) => pipelineId === each.pipelineId), each]),
    });
    return {
      workspaceId,
      change,
      counters: [...(departure === undefined ? [] : [count(departure)]), count(event)],
      request,
      undoneAt: undone?.at ?? null,
    };
  };

  const done = async (
    before: DealFile | undefined,
    { change }: DealWrite,
    { number, unticked }: Written,
  ): Promise<SavedChange> => {
    const ticks = (before?.ticks ?? []).filter((id) => !unticked.includes(id));
    const saved: DealFile = {
      deal: { ...change.deal, number },
      contact: change.contact ?? before?.contact ?? NO_CONTACT,
      ticks: [...ticks, ...change.ticks.filter((id) => !ticks.includes(id))],
    };
    // Whose contact an undo brings back is the database's to say.
    const bringsContactBack = change.event.undoes !== null && before?.deal.contactId !== change.deal.contactId;
    const fresh = bringsContactBack ? ((await file(number)) ?? saved) : saved;
    return { ok: true, file: fresh, event: { ...change.event, dealNumber: number }, isRepeat: false };
  };

  const movedOn = async (number: number): Promise<SaveRefused> => {
    const current = await file(number);
    const last = (await history(number)).at(-1);
    return current === undefined || last === undefined
      ? { ok: false, why: 'noSuchDeal' }
      : { ok: false, why: 'changedMeanwhile', last, file: current };
  };

  /** Why nothing was written: somebody was faster, or an admin has removed the stage that the deal was to enter. */
  const notWritten = async ({ change: { deal } }: DealWrite): Promise<SaveRefused> => {
    const isNew = deal.version === 1;
    const current = isNew ? undefined : await file(deal.number);
    return isNew || current?.deal.version === deal.version - 1
      ? { ok: false, why: 'refused', refusal: { why: 'noSuchStage' }, file: current }
      : movedOn(deal.number);
  };

  return { file, files, fileWithHistory, history, handledBefore, prepare, done, movedOn, notWritten };
}
