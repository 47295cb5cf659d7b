import type { Change, Decision } from '../../src/core/deal/change.ts';
import { type DealFile, NO_CONTACT } from '../../src/core/deal/deal.ts';
import type { Database } from '../../src/store/db/database.ts';
import { newId } from '../../src/store/db/ids.ts';
import { jsonb } from '../../src/store/db/sql.ts';
import { statement } from '../../src/store/db/statement.ts';
import { assignRowIds } from '../../src/store/deals/change-steps.ts';
import { toDealRow, toEventRow, toIso } from '../../src/store/rows/deal-rows.ts';
import { insertRowsSql } from '../../src/store/rows/insert-rows.ts';
import type { Tenant } from '../../src/store/types/store.ts';

/** Something that happens to a deal: the first step of a deal opens it and has no file yet. */
export type HistoryStep = {
  readonly at: number;
  readonly number: number;
  readonly decide: (file: DealFile | undefined) => Decision;
};

/** Rows in one statement: enough to be fast, few enough for progress to be seen. */
const ROWS_PER_STATEMENT = 400;

/** Writes rows given as JSON into a table; those that are there stay. */
export const insertRows = (table: string) => statement<{ rows: string }, never>(`${insertRowsSql(table)} ON CONFLICT DO NOTHING`);

const updateNextNumber = statement<{ workspaceId: string; next: number }, never>(
  'UPDATE workspace SET next_deal_number = $next WHERE id = $workspaceId',
);

/** A deal after a change, as the store would give it back. */
function applyChange(file: DealFile | undefined, change: Change): DealFile {
  const ticks = file?.ticks ?? [];
  return {
    deal: change.deal,
    contact: change.contact ?? file?.contact ?? NO_CONTACT,
    ticks: [...ticks, ...change.ticks.filter((id) => !ticks.includes(id))],
  };
}

/**
 * Writes a whole history at once, into a workspace that has no deal yet: every step is decided by the rules of core, the rows are those
 * that the store writes, and the counters are rebuilt from the history at the end. 400 deals take a second instead of half a minute.
 *
 * @param steps in order of time; deals are numbered from 1 in the order in which they are opened.
 * @throws Error when a rule refuses a step.
 */
export async function writeHistory(
  { prisma }: Database,
  tenant: Tenant,
  steps: readonly HistoryStep[],
  progress: (done: number, of: number) => void,
): Promise<void> {
  const files = new Map<number, DealFile>();
  const rows = { contact: [] as unknown[], deal_event: [] as unknown[], criterion_tick: [] as unknown[] };
  for (const { number, at, decide } of steps) {
    const decision = decide(files.get(number));
    if (!decision.ok) throw new Error(`the sample's step was refused: ${JSON.stringify(decision.refusal)}`);
    const change = assignRowIds(decision.change, newId);
    const { deal, event } = change;
    const workspace_id = tenant.id;
    rows.deal_event.push(toEventRow(workspace_id, event, at));
    if (change.contact !== undefined)
      rows.contact.push({ workspace_id, id: deal.contactId, ...change.contact, created_at: toIso(at) });
    for (const criterion_id of change.ticks)
      rows.criterion_tick.push({ workspace_id, deal_number: number, criterion_id, member_id: event.actorId, at: toIso(at) });
    files.set(number, applyChange(files.get(number), change));
  }
  const deals = [...files.values()].map(({ deal }) => toDealRow(tenant.id, deal));
  const all = [
    ['contact', rows.contact],
    ['deal', deals],
    ['deal_event', rows.deal_event],
    ['criterion_tick', rows.criterion_tick],
  ] as const;
  const total = all.reduce((sum, [, each]) => sum + each.length, 0);
  let done = 0;
  for (const [table, each] of all) {
    for (let from = 0; from < each.length; from += ROWS_PER_STATEMENT) {
      const slice = each.slice(from, from + ROWS_PER_STATEMENT);
      await insertRows(table)(prisma, { rows: jsonb(slice) });
      done += slice.length;
      progress(done, total);
    }
  }
  await updateNextNumber(prisma, { workspaceId: tenant.id, next: files.size + 1 });
  await tenant.funnel.rebuildCounters();
}
