import { MANY_DEALS_REFUSALS } from '../../core/deal/many-deals-refusal.ts';
import type { WorkspaceId } from '../../core/ids.ts';
import { sees, type Viewer } from '../../core/people/viewer.ts';
import type { NewId } from '../db/ids.ts';
import { isDuplicate, jsonb, retryOnConflict } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { type FileRow, toDealFile } from '../rows/deal-rows.ts';
import type { ChangeMany, ManyDealsSaved, UndoMany } from '../types/many-deals.ts';
import { lockedFilesSql, touchedBy, undoTouched, writeDealsAtOnce } from './deals-at-once.ts';
import type { DealWork } from './stage-change-deals.ts';

/** Milliseconds for a change of many deals: whoever leaves may have thousands. */
const TIMEOUTS_MS = { maxWait: 60_000, timeout: 600_000 };

const lockNumbers = statement<{ workspaceId: WorkspaceId; numbers: readonly number[] }, FileRow>(
  lockedFilesSql('d.number = ANY($numbers::integer[])'),
);

type Json = Prisma.JsonValue;
const readField = (value: Json | undefined, name: string): Json | undefined =>
  value instanceof Object && !Array.isArray(value) ? value[name] : undefined;
const readList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** What was answered, as `handled` keeps it. */
function toAnswer(answer: Json): ManyDealsSaved {
  const changeId = readField(answer, 'changeId');
  const numberOf = (row: Json, name: string): number => Number(readField(row, name));
  return {
    changeId: typeof changeId === 'string' ? changeId : null,
    touched: readList(readField(answer, 'touched')).map((row) => ({
      number: numberOf(row, 'number'),
      version: numberOf(row, 'version'),
    })),
    refused: readList(readField(answer, 'refused')).flatMap((row) => {
      const why = MANY_DEALS_REFUSALS.find((each) => each === readField(row, 'why'));
      return why === undefined ? [] : [{ number: numberOf(row, 'number'), why }];
    }),
  };
}

type AskedChange = {
  readonly seen: Parameters<ChangeMany>[0];
  readonly decide: Parameters<ChangeMany>[1];
  readonly work: Parameters<ChangeMany>[2];
};

/** Changes of many deals of one workspace at once. */
export function createChangeMany(
  prisma: PrismaClient,
  workspaceId: WorkspaceId,
  newId: NewId,
): { readonly changeMany: (viewer: Viewer, asked: AskedChange) => Promise<ManyDealsSaved>; readonly undoMany: UndoMany } {
  const handledBefore = async (key: string): Promise<ManyDealsSaved | undefined> => {
    const row = await prisma.handled.findFirst({ where: { workspaceId, key } });
    return row === null ? undefined : toAnswer(row.answer);
  };

  const changeOnce = (viewer: Viewer, { seen, decide, work: { act, key, payload } }: AskedChange): Promise<ManyDealsSaved> =>
    prisma.$transaction(async (sql) => {
      const rows = await lockNumbers(sql, { workspaceId, numbers: seen.map(({ number }) => number) });
      const read = rows.map(toDealFile).filter(({ deal }) => sees(viewer, deal));
      const files = new Map(read.map((file) => [file.deal.number, file]));
      const works: DealWork[] = [];
      const refused: ManyDealsSaved['refused'][number][] = [];
      for (const { number, version } of seen) {
        const file = files.get(number);
        const isOther = file !== undefined && version !== undefined && version !== file.deal.version;
        const decision = file === undefined || isOther ? undefined : decide(file);
        if (decision?.ok === true) works.push({ change: decision.change });
        else refused.push({ number, why: decision?.refusal.why ?? (isOther ? 'changedMeanwhile' : 'noSuchDeal') });
      }
      await writeDealsAtOnce(sql, workspaceId, { works, at: act.at });
      const saved = { changeId: works.length === 0 ? null : newId(), touched: touchedBy(works), refused };
      const at = new Date(act.at);
      if (saved.changeId !== null)
        await sql.settingChange.create({
          data: {
            ...{ workspaceId, id: saved.changeId, memberId: act.actor.id, kind: 'deals', at },
            payload: JSON.parse(jsonb({ ...payload, touched: saved.touched })),
          },
        });
      await sql.handled.create({ data: { workspaceId, key, at, answer: JSON.parse(jsonb(saved)) } });
      return saved;
    }, TIMEOUTS_MS);

  return {
    changeMany: async (viewer, asked) => {
      const { key } = asked.work;
      const repeated = await handledBefore(key);
      if (repeated !== undefined) return repeated;
      try {
        return await retryOnConflict(() => changeOnce(viewer, asked));
      } catch (error) {
        const again = isDuplicate(error) ? await handledBefore(key) : undefined;
        if (again === undefined) throw error;
        return again;
      }
    },
    undoMany: ({ id, touched }, act) =>
      retryOnConflict(() =>
        prisma.$transaction(async (sql) => {
          const { count } = await sql.settingChange.updateMany({
            where: { workspaceId, id, undoneAt: null },
            data: { undoneAt: new Date(act.at) },
          });
          if (count === 0) return undefined;
          const works = await undoTouched(sql, workspaceId, { touched, act });
          await writeDealsAtOnce(sql, workspaceId, { works, at: act.at });
          return { undone: works.length, stayed: touched.length - works.length };
        }, TIMEOUTS_MS),
      ),
  };
}
