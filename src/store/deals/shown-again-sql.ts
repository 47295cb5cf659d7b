import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import { statement } from '../db/statement.ts';

/**
 * Queues every message of a pipeline's deals that channels have, to be shown again as those may see them now: the cards, and below them the
 * lines of changes, and news of wins and losses. The posts decide when their turn comes (jobs/posts/card/card.ts, hidden-line.ts): a setting
 * that was taken back meanwhile changes nothing. Told by the version that the card shows, so that one change queues each once.
 */
export const queueShownAgain = statement<{ workspaceId: WorkspaceId; pipelineId: PipelineId; at: string }, never>(`WITH card AS (
    SELECT 'card/' || c.channel_id || '/' || c.deal_number || '/seen-' || $at::text AS key, 'deal-card' AS kind, c.channel_id AS target,
      c.deal_number AS number, jsonb_build_object('number', c.deal_number, 'version', c.shown_version, 'isCheck', true,
        'cardKey', 'card/' || c.channel_id || '/' || c.deal_number || '/seen-' || $at::text) AS payload
    FROM deal_card AS c JOIN deal AS d ON d.workspace_id = c.workspace_id AND d.number = c.deal_number
    WHERE c.workspace_id = $workspaceId AND d.pipeline_id = $pipelineId),
  line AS (
    SELECT t.key || '/seen-' || $at::text AS key, 'deal-hidden' AS kind, t.target, d.number,
      jsonb_build_object('number', d.number, 'channel', t.channel_id, 'ts', t.message_ts) AS payload
    FROM delivery AS t JOIN deal AS d ON d.workspace_id = t.workspace_id AND d.number::text = t.subject
    WHERE t.workspace_id = $workspaceId AND t.kind IN ('deal-event', 'deal-news', 'deal-news-update') AND t.state = 'sent'
      AND t.channel_id IS NOT NULL AND t.message_ts IS NOT NULL AND d.pipeline_id = $pipelineId)
  INSERT INTO delivery (workspace_id, key, kind, target, subject, payload, state, not_before, attempt, created_at)
  SELECT $workspaceId, q.key, q.kind, q.target, q.number::text, q.payload, 'queued', $at::text::timestamptz, 0, $at::text::timestamptz
  FROM (SELECT * FROM card UNION ALL SELECT * FROM line) AS q ORDER BY q.key ON CONFLICT DO NOTHING`);
