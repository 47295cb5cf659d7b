/** Kinds of events after which a win or a loss that a channel heard of may no longer be one, or be one again. */
const OUTCOME_CHANGES = "('undone', 'reopened', 'withdrawn')";

/**
 * SQL that queues what a channel sees of a change, for every channel of the deal's pipeline:
 * - card and event line, where the channel shows the deal: from a stage on, or because it has its card already; a won deal wherever cards are;
 * - the news of a win or a loss, also where there are no cards, and their correction once the deal is reopened, deleted or the change undone.
 *
 * What comes from a file is not told deal by deal. It stands in the statement that writes the deal (its `target`), so that no way of
 * changing a deal can forget it. The posts are made from fresh state when their turn comes (jobs/posts/card/card.ts, card-thread-lines.ts,
 * deal-news.ts, deal-news-update.ts), the parts of one change in the order of their keys.
 *
 * @param deal `::jsonb` parameter with the deal's row. @param events `::jsonb` parameter with the array whose last is its event's row.
 */
export const cardDeliveriesSql = (deal: string, events: string): string => `INSERT INTO delivery
      (workspace_id, key, kind, target, subject, payload, state, not_before, attempt, created_at)
    SELECT $workspaceId, named.base || part.name, part.kind, sub.channel_id, target.number::text,
      jsonb_build_object('number', target.number, 'version', now.version, 'cardKey', named.base || '1-card'),
      'queued', now.at, 0, now.at
    FROM target
      CROSS JOIN LATERAL (SELECT (${deal}::jsonb ->> 'version')::integer AS version, ${deal}::jsonb ->> 'outcome' AS outcome,
        ${events}::jsonb -> -1 ->> 'kind' AS event, (${events}::jsonb -> -1 ->> 'recorded_at')::timestamptz AS at) AS now
      JOIN stage AS st ON st.workspace_id = $workspaceId AND st.pipeline_id = ${deal}::jsonb ->> 'pipeline_id' AND st.id = ${deal}::jsonb ->> 'stage_id'
      JOIN subscription AS sub ON sub.workspace_id = $workspaceId AND sub.pipeline_id = st.pipeline_id AND sub.ended_at IS NULL
      CROSS JOIN LATERAL (SELECT 'card/' || sub.channel_id || '/' || target.number || '/' || lpad(now.version::text, 6, '0') || '/' AS base) AS named
      CROSS JOIN (VALUES ('0-news', 'deal-news'), ('1-card', 'deal-card'), ('2-event', 'deal-event'), ('3-news', 'deal-news-update')) AS part (name, kind)
    WHERE ${events}::jsonb -> -1 ->> 'through' <> 'import' AND CASE part.kind
      WHEN 'deal-news' THEN now.event IN ('won', 'lost')
      WHEN 'deal-news-update' THEN now.event IN ${OUTCOME_CHANGES} AND EXISTS (
        SELECT 1 FROM delivery AS told WHERE told.workspace_id = $workspaceId AND told.kind = 'deal-news' AND told.target = sub.channel_id
          AND told.subject = target.number::text)
      ELSE sub.cards_from IS NOT NULL AND (st.position >= sub.cards_from OR now.outcome = 'won' OR EXISTS (
        SELECT 1 FROM deal_card AS c WHERE c.workspace_id = $workspaceId AND c.deal_number = target.number AND c.channel_id = sub.channel_id))
      END
    ON CONFLICT DO NOTHING`;

/**
 * SQL that queues the cards of a deal that goes to another pipeline, in the channels that have one: a channel that is not about the other
 * pipeline shows there once more where the deal went. Parameters as above.
 */
export const leftCardsSql = (deal: string, events: string): string => `INSERT INTO delivery
      (workspace_id, key, kind, target, subject, payload, state, not_before, attempt, created_at)
    SELECT $workspaceId, named.key, 'deal-card', c.channel_id, target.number::text,
      jsonb_build_object('number', target.number, 'version', now.version, 'cardKey', named.key), 'queued', now.at, 0, now.at
    FROM target
      CROSS JOIN LATERAL (SELECT (${deal}::jsonb ->> 'version')::integer AS version,
        (${events}::jsonb -> -1 ->> 'recorded_at')::timestamptz AS at) AS now
      JOIN deal_card AS c ON c.workspace_id = $workspaceId AND c.deal_number = target.number
      CROSS JOIN LATERAL (
        SELECT 'card/' || c.channel_id || '/' || target.number || '/' || lpad(now.version::text, 6, '0') || '/1-card' AS key) AS named
    ON CONFLICT DO NOTHING`;
