/**
 * SQL that shows anew the posts that asked who takes a lead, where somebody has taken it, or has it no longer. Every way of changing a deal's
 * owner passes it: a button, a command, an undo, a change of several. The post is made from fresh state when its turn comes
 * (jobs/posts/lead-taken.ts); one that is being sent at this moment was made before, so it is shown anew too.
 *
 * @param changed a FROM item with the columns number, version and at.
 */
export const leadPostsSql = (changed: string): string => `INSERT INTO delivery
      (workspace_id, key, kind, target, subject, payload, state, not_before, attempt, created_at)
    SELECT $workspaceId, 'lead-taken/' || asked.key || '/' || changed.version, 'lead-taken', asked.target, asked.subject,
      jsonb_build_object('postKey', asked.key), 'queued', changed.at, 0, changed.at
    FROM ${changed} AS changed (number, version, at)
      JOIN delivery AS asked ON asked.workspace_id = $workspaceId AND asked.kind = 'lead' AND asked.subject = changed.number::text
        AND asked.state IN ('sent', 'sending')
    ON CONFLICT DO NOTHING`;
