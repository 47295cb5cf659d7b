import type { RetentionCutoffs } from '../../core/history/retention.ts';
import { DEFAULT_RETENTION } from '../../core/history/retention.ts';
import type { WorkspaceId } from '../../core/ids.ts';
import { jsonb } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { PrismaClient } from '../generated/client.ts';
import { toIso } from '../rows/deal-rows.ts';
import type { Retention } from '../types/retention.ts';

/** What stands where a lost deal's name was. */
const BLANK = '•••';

type Old = { workspaceId: WorkspaceId; lost: string | null; notes: string | null; posts: string | null };

const OLD_DEALS = `FROM deal AS d WHERE d.workspace_id = $workspaceId AND d.outcome = 'lost' AND d.closed_at < $lost::date AND d.name <> '${BLANK}'`;
const OLD_NOTES = `FROM note AS n WHERE n.workspace_id = $workspaceId AND n.at < $notes::date AND n.erased_at IS NULL
    AND NOT EXISTS (SELECT FROM deal AS d WHERE d.workspace_id = n.workspace_id AND d.number = n.deal_number AND d.outcome = 'open')`;
/** What waits, or is being sent, stays. */
const OLD_POSTS = `FROM delivery AS p WHERE p.workspace_id = $workspaceId AND p.created_at < $posts::date AND p.state NOT IN ('queued', 'sending')`;

const countOld = statement<Old, { deals: number; notes: number; posts: number }>(`SELECT
    (SELECT count(*) ${OLD_DEALS})::integer AS deals, (SELECT count(*) ${OLD_NOTES})::integer AS notes,
    (SELECT count(*) ${OLD_POSTS})::integer AS posts`);

const selectOldDeals = statement<{ workspaceId: WorkspaceId; lost: string | null; limit: number }, { number: number }>(
  `SELECT d.number ${OLD_DEALS} ORDER BY d.closed_at, d.number LIMIT $limit FOR UPDATE OF d`,
);

type OfDeals = { workspaceId: WorkspaceId; deals: string };
const IN_DEALS = '(SELECT value::integer FROM jsonb_array_elements_text($deals::jsonb))';

const eraseContacts = statement<OfDeals & { at: string }, never>(`UPDATE contact AS c
  SET name = NULL, email = NULL, phone = NULL, decider = NULL, erased_at = $at::timestamptz
  WHERE c.workspace_id = $workspaceId AND c.erased_at IS NULL AND c.id IN (
    SELECT contact_id FROM deal WHERE workspace_id = $workspaceId AND number IN ${IN_DEALS}
    UNION SELECT after ->> 'contactId' FROM deal_event WHERE workspace_id = $workspaceId AND deal_number IN ${IN_DEALS})
    AND NOT EXISTS (SELECT FROM deal AS o WHERE o.workspace_id = c.workspace_id AND o.contact_id = c.id AND o.number NOT IN ${IN_DEALS})`);

const eraseNotesOfDeals = statement<OfDeals & { at: string }, { id: string }>(`UPDATE note
  SET text = '', link = NULL, erased_at = $at::timestamptz
  WHERE workspace_id = $workspaceId AND deal_number IN ${IN_DEALS} AND erased_at IS NULL RETURNING id`);

/** The state of the row and that of its history stay one; figures are made of none of these. */
const BLANK_STATE = `'{"name": "${BLANK}", "company": null, "nextStep": null, "laterSteps": []}'`;
const blankEvents = statement<OfDeals, never>(`UPDATE deal_event
  SET before = CASE WHEN before IS NOT NULL THEN before || ${BLANK_STATE} END, after = after || ${BLANK_STATE}
  WHERE workspace_id = $workspaceId AND deal_number IN ${IN_DEALS}`);
/** A row of a file without ids was known by its name and company, with a bar between them: ids of other systems stay. */
const blankDeals = statement<OfDeals, never>(`UPDATE deal
  SET name = '${BLANK}', company = NULL, next_step = NULL, later_steps = '[]', search = '${BLANK}',
    external_id = CASE WHEN external_id LIKE '%|%' THEN 'forgotten ' || number ELSE external_id END
  WHERE workspace_id = $workspaceId AND number IN ${IN_DEALS}`);

const eraseOldNotes = statement<{ workspaceId: WorkspaceId; notes: string | null; limit: number; at: string }, { id: string }>(
  `UPDATE note SET text = '', link = NULL, erased_at = $at::timestamptz WHERE workspace_id = $workspaceId
    AND id IN (SELECT n.id ${OLD_NOTES} ORDER BY n.at, n.id LIMIT $limit) RETURNING id`,
);
const deleteOldPosts = statement<{ workspaceId: WorkspaceId; posts: string | null; limit: number }, { key: string }>(
  `DELETE FROM delivery WHERE workspace_id = $workspaceId
    AND key IN (SELECT p.key ${OLD_POSTS} ORDER BY p.created_at, p.key LIMIT $limit) RETURNING key`,
);

/** What one workspace keeps, and for how long. */
export function createRetentionStore(prisma: PrismaClient, workspaceId: WorkspaceId): Retention {
  const old = ({ lost, notes, posts }: RetentionCutoffs): Old => ({ workspaceId, lost, notes, posts });
  return {
    policy: async () => {
      const row = await prisma.workspace.findFirst({ where: { id: workspaceId } });
      return row === null
        ? DEFAULT_RETENTION
        : {
            lostMonths: row.keepLostMonths,
            noteMonths: row.keepNoteMonths,
            postMonths: row.keepPostMonths,
            handledDays: row.keepHandledDays,
          };
    },
    save: async ({ lostMonths, noteMonths, postMonths, handledDays }) => {
      await prisma.workspace.updateMany({
        where: { id: workspaceId },
        data: {
          keepLostMonths: lostMonths,
          keepNoteMonths: noteMonths,
          keepPostMonths: postMonths,
          keepHandledDays: handledDays,
        },
      });
    },
    count: async (cutoffs) => {
      const [count] = await countOld(prisma, old(cutoffs));
      return count ?? { deals: 0, notes: 0, posts: 0 };
    },
    eraseSome: ({ lost, notes, posts }, limit, time) =>
      prisma.$transaction(async (sql) => {
        const at = toIso(time);
        const numbers = (await selectOldDeals(sql, { workspaceId, lost, limit })).map(({ number }) => number);
        const deals = jsonb(numbers);
        let ofDeals = 0;
        if (numbers.length > 0) {
          await eraseContacts(sql, { workspaceId, deals, at });
          ofDeals = (await eraseNotesOfDeals(sql, { workspaceId, deals, at })).length;
          await blankEvents(sql, { workspaceId, deals });
          await blankDeals(sql, { workspaceId, deals });
        }
        const noted = await eraseOldNotes(sql, { workspaceId, notes, limit, at });
        const posted = await deleteOldPosts(sql, { workspaceId, posts, limit });
        return { deals: numbers.length, notes: ofDeals + noted.length, posts: posted.length };
      }),
  };
}
