import { IMPORT_ORIGIN, IMPORT_WEBHOOK_TYPE, WEBHOOK_TYPE_OF_KIND } from '../../core/history/webhook-type.ts';
import { statement } from '../db/statement.ts';
import { insertRowsSql } from './insert-rows.ts';

const TYPE = `CASE WHEN e.through = '${IMPORT_ORIGIN}' THEN '${IMPORT_WEBHOOK_TYPE}' ELSE CASE e.kind ${Object.entries(
  WEBHOOK_TYPE_OF_KIND,
)
  .flatMap(([kind, type]) => (type === null ? [] : [`WHEN '${kind}' THEN '${type}'`]))
  .join(' ')} END END`;

/** What follows an INSERT of events of which webhooks are to be told. */
export const RETURNING_EVENTS = 'RETURNING workspace_id, deal_number, version, kind, through, recorded_at';

/**
 * Queues what webhooks are told of the events that the part `event` of the same statement has written (a transactional outbox): an event
 * and the word of it are kept together or not at all. Of a deal that an import writes only the last event is told.
 */
export const queueWebhooksSql = `INSERT INTO webhook_delivery (workspace_id, webhook_id, id, type, deal_number, version, state, not_before, attempt, created_at)
    SELECT w.workspace_id, w.id, 'evt_' || e.workspace_id || '_' || e.deal_number || '_' || e.version, t.type, e.deal_number, e.version, 'queued',
      e.recorded_at, 0, e.recorded_at
    FROM event AS e CROSS JOIN LATERAL (SELECT ${TYPE} AS type) AS t
      JOIN webhook AS w ON w.workspace_id = e.workspace_id AND w.off_at IS NULL AND w.removed_at IS NULL AND w.encrypted_secret IS NOT NULL
        AND t.type = ANY (w.types)
    WHERE e.through <> '${IMPORT_ORIGIN}' OR e.version = (SELECT d.version FROM deal AS d WHERE d.workspace_id = e.workspace_id AND d.number = e.deal_number)`;

/** Writes events of deals whose rows are written already, and queues what webhooks are told of them. */
export const insertEvents = statement<{ rows: string }, never>(
  `WITH event AS (${insertRowsSql('deal_event')} ${RETURNING_EVENTS}) ${queueWebhooksSql}`,
);
