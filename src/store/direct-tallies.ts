import type { MemberId, WorkspaceId } from '../core/ids.ts';
import type { DirectClass, DirectTally } from '../core/people/direct-classes.ts';
import { DAY_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Sql } from './db/sql.ts';
import { statement } from './db/statement.ts';
import { toIso } from './rows/deal-rows.ts';

/** Days of {@link DirectTally}. */
const POSTED_MS = 90 * DAY_MS;

/** What was sent of a kind, and what of it somebody acted on. */
const tally = (kind: string, acted: string, name: string): string =>
  `count(*) FILTER (WHERE p.kind = '${kind}')::integer AS "${name}Posted",
    count(*) FILTER (WHERE p.kind = '${kind}' AND ${acted})::integer AS "${name}Acted"`;

/** Something that the person did to a deal within two days of a message. */
const didWithinTwoDays = (what: string): string =>
  `EXISTS (SELECT FROM deal_event AS e WHERE e.workspace_id = p.workspace_id AND e.actor_id = $memberId
      AND e.at > p.told_at AND e.at <= p.told_at + interval '2 days' AND ${what})`;

/**
 * Direct messages of one person by class. Acted on: an alert as one of a channel, by whomever; a morning note where its reader changed one of
 * the deals that it named; the managers' note where its reader changed one of those, or a deal of somebody whom it named. Notes of before kept
 * nothing of that and are left out.
 */
const count = statement<
  { workspaceId: WorkspaceId; memberId: MemberId; at: string; since: string },
  Readonly<Record<'alertPosted' | 'alertActed' | 'notePosted' | 'noteActed' | 'morningPosted' | 'morningActed', number>>
>(`SELECT
    ${tally(
      'stage-alert-dm',
      `EXISTS (SELECT FROM jsonb_array_elements(p.payload #> '{facts,lines}') AS line
        JOIN stage_alert AS a ON a.workspace_id = p.workspace_id AND a.id = line ->> 'alertId'
        WHERE a.recovered_at BETWEEN p.told_at AND p.told_at + interval '2 days' OR EXISTS (
          SELECT FROM commitment AS c WHERE c.workspace_id = a.workspace_id AND c.alert_id = a.id
            AND c.made_at BETWEEN p.told_at AND p.told_at + interval '2 days'))`,
      'alert',
    )},
    ${tally(
      'manager-note',
      didWithinTwoDays(`e.pipeline_id = p.payload ->> 'pipelineId' AND (p.payload #> '{named,deals}' @> to_jsonb(e.deal_number)
        OR p.payload #> '{named,people}' @> to_jsonb(e.before ->> 'ownerId'))`),
      'note',
    )},
    ${tally('morning-note', didWithinTwoDays(`p.payload -> 'deals' @> to_jsonb(e.deal_number)`), 'morning')}
  FROM (SELECT d.workspace_id, d.kind, d.payload, coalesce(d.sent_at, d.created_at) AS told_at FROM delivery AS d
    WHERE d.workspace_id = $workspaceId AND d.state = 'sent'
      AND d.target = (SELECT m.slack_user_id FROM member AS m WHERE m.workspace_id = $workspaceId AND m.id = $memberId)
      AND d.kind IN ('stage-alert-dm', 'manager-note', 'morning-note')
      AND d.created_at > $since::timestamptz AND d.created_at <= $at::timestamptz
      AND (d.kind = 'stage-alert-dm' OR jsonb_exists(d.payload, CASE d.kind WHEN 'morning-note' THEN 'deals' ELSE 'named' END))) AS p`);

/** How each class of direct messages did for a person until an instant. */
export async function loadDirectTallies(
  sql: Sql,
  workspaceId: WorkspaceId,
  { id, at }: { readonly id: MemberId; readonly at: Instant },
): Promise<Readonly<Record<DirectClass, DirectTally>>> {
  const [row] = await count(sql, { workspaceId, memberId: id, at: toIso(at), since: toIso(at - POSTED_MS) });
  return {
    'stage-alert': { posted: row?.alertPosted ?? 0, acted: row?.alertActed ?? 0 },
    'manager-note': { posted: row?.notePosted ?? 0, acted: row?.noteActed ?? 0 },
    'morning-note': { posted: row?.morningPosted ?? 0, acted: row?.morningActed ?? 0 },
  };
}
