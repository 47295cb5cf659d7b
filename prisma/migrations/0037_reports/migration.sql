-- What any tool that reads SQL may rely on (docs/reports.md): columns are only ever added.
--
-- A role that is named in report_role sees one workspace in them, and nothing else. It is known by session_user, which no SET changes; the
-- views read the tables as their owner, so that the role needs no right to any table; and they are security barriers, so that no function of
-- a reader's own sees a row before it is known whose it is. Whoever owns the tables sees every workspace.
CREATE TABLE report_role (
    workspace_id text NOT NULL,
    role_name text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT report_role_pkey PRIMARY KEY (workspace_id, role_name),
    CONSTRAINT report_role_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE
);

-- Workspaces of whoever reads. A role that two workspaces named would see neither.
CREATE VIEW report_scope AS
SELECT w.id AS workspace_id, w.language
FROM workspace AS w
WHERE w.id = (SELECT min(r.workspace_id) FROM report_role AS r WHERE r.role_name = session_user HAVING count(*) = 1)
    OR pg_has_role(session_user, (SELECT c.relowner FROM pg_class AS c WHERE c.oid = 'workspace'::regclass), 'USAGE');

-- Names of stages in the workspace's language: as somebody wrote them, else the template's (src/core/pipeline/seven-stages.ts).
CREATE VIEW report_stage_names AS
SELECT
    s.workspace_id,
    s.pipeline_id,
    s.id AS stage_id,
    s.position,
    coalesce(
        s.name -> 'texts' ->> w.language,
        s.name -> 'texts' ->> (s.name ->> 'written'),
        CASE WHEN w.language = 'pl' THEN t.pl ELSE t.en END,
        s.id
    ) AS name
FROM stage AS s
    JOIN workspace AS w ON w.id = s.workspace_id
    LEFT JOIN (VALUES
    ('lead', 'Lead', 'Potencjalni'),
    ('prospect', 'Prospect', 'Prospekt'),
    ('needs', 'Needs identified', 'Określenie potrzeb'),
    ('decision', 'Decision maker', 'Kontakt z osobą decyzyjną'),
    ('offer', 'Offer sent', 'Złożenie oferty'),
    ('negotiation', 'Negotiation', 'Negocjacje'),
    ('won', 'Won', 'Zamówienie, wygrana'),
    ('lost', 'Lost', 'Przegrana'),
    ('term-ending', 'Term ending', 'Kończy się umowa'),
    ('term-reviewed', 'Results reviewed', 'Omówione efekty'),
    ('renewal-offered', 'Renewal offered', 'Propozycja odnowienia'),
    ('renewal-terms', 'Terms', 'Warunki'),
    ('renewed', 'Renewed', 'Odnowiona'),
    ('partner-possible', 'Possible partner', 'Możliwy partner'),
    ('partner-talk', 'First talk', 'Pierwsza rozmowa'),
    ('partner-model', 'Model agreed', 'Uzgodniony model'),
    ('partner-contract', 'Contract sent', 'Wysłana umowa'),
    ('partner-active', 'Active partner', 'Czynny partner'),
    ('tender-found', 'Tender found', 'Znaleziony przetarg'),
    ('tender-going', 'Taking part', 'Startujemy'),
    ('tender-priced', 'Priced', 'Wycena gotowa'),
    ('tender-submitted', 'Bid submitted', 'Złożona oferta'),
    ('tender-chosen', 'Chosen', 'Najlepsza oferta'),
    ('tender-signed', 'Contract signed', 'Podpisana umowa')
    ) AS t (id, en, pl) ON t.id = s.id;

-- The same of lost reasons.
CREATE VIEW report_lost_reasons AS
SELECT
    p.workspace_id,
    p.id AS pipeline_id,
    r.reason ->> 'id' AS reason_id,
    coalesce(
        r.reason -> 'text' -> 'texts' ->> w.language,
        r.reason -> 'text' -> 'texts' ->> (r.reason -> 'text' ->> 'written'),
        CASE WHEN w.language = 'pl' THEN t.pl ELSE t.en END,
        r.reason ->> 'id'
    ) AS name
FROM pipeline AS p
    JOIN workspace AS w ON w.id = p.workspace_id
    CROSS JOIN LATERAL jsonb_array_elements(p.lost_reasons) AS r (reason)
    LEFT JOIN (VALUES
    ('expensive', 'too expensive', 'za drogo'),
    ('competitor', 'chose a competitor', 'wybrano konkurencję'),
    ('budget', 'no budget', 'brak budżetu'),
    ('decision', 'no decision', 'brak decyzji'),
    ('contact', 'contact lost', 'kontakt się urwał'),
    ('fit', 'not a fit', 'nie nasz temat'),
    ('other', 'other', 'inny powód')
    ) AS t (id, en, pl) ON t.id = r.reason ->> 'id';

CREATE VIEW report_deals WITH (security_barrier = true) AS
SELECT
    d.workspace_id,
    d.number,
    d.name,
    d.company,
    d.pipeline_id,
    p.name AS pipeline,
    d.stage_id,
    n.name AS stage,
    n.position AS stage_position,
    d.outcome,
    d.owner_id,
    m.name AS owner,
    d.value_minor,
    round(d.value_minor::numeric / (CASE WHEN d.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1 WHEN d.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000 ELSE 100 END), 3) AS value,
    CASE WHEN d.value_minor IS NOT NULL THEN d.currency END AS currency,
    d.pipeline_value_minor,
    round(d.pipeline_value_minor::numeric / (CASE WHEN p.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1 WHEN p.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000 ELSE 100 END), 3) AS pipeline_value,
    p.currency AS pipeline_currency,
    d.rate,
    d.rate_on,
    d.created_at,
    d.stage_since,
    d.closed_at,
    d.close_on,
    d.lost_reason_id,
    l.name AS lost_reason,
    d.next_step,
    d.next_step_on,
    d.source,
    d.external_id,
    cardinality(d.missing) > 0 AS is_incomplete,
    d.changed_at
FROM report_scope AS w
    JOIN deal AS d ON d.workspace_id = w.workspace_id
    JOIN pipeline AS p ON p.workspace_id = d.workspace_id AND p.id = d.pipeline_id
    JOIN member AS m ON m.workspace_id = d.workspace_id AND m.id = d.owner_id
    LEFT JOIN report_stage_names AS n ON n.workspace_id = d.workspace_id AND n.pipeline_id = d.pipeline_id AND n.stage_id = d.stage_id
    LEFT JOIN report_lost_reasons AS l
        ON l.workspace_id = d.workspace_id AND l.pipeline_id = d.pipeline_id AND l.reason_id = d.lost_reason_id
WHERE d.outcome <> 'withdrawn';

-- A row a stay of a deal in a stage. What was undone is not there, and neither are deals entered by mistake.
CREATE VIEW report_stage_history WITH (security_barrier = true) AS
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
        c.*,
        row_number() OVER (PARTITION BY c.workspace_id, c.number, c.outcome = 'open' ORDER BY c.version)::integer AS visit,
        lead(c.at) OVER own AS left_at,
        lead(c.outcome) OVER own AS next_outcome,
        lead(c.stage_id) OVER own AS next_stage_id
    FROM (
        SELECT
            e.workspace_id,
            e.deal_number AS number,
            e.version,
            e.pipeline_id,
            e.at,
            e.after ->> 'stageId' AS stage_id,
            e.after ->> 'outcome' AS outcome,
            e.after ->> 'ownerId' AS owner_id,
            to_timestamp((e.after ->> 'stageSince')::numeric / 1000) AS entered_at,
            lag(ROW (e.pipeline_id, e.after ->> 'stageId', e.after ->> 'stageSince', e.after ->> 'outcome')) OVER before
                IS DISTINCT FROM ROW (e.pipeline_id, e.after ->> 'stageId', e.after ->> 'stageSince', e.after ->> 'outcome') AS is_change
        FROM report_scope AS w
            JOIN deal AS d ON d.workspace_id = w.workspace_id AND d.outcome <> 'withdrawn'
            JOIN deal_event AS e ON e.workspace_id = d.workspace_id AND e.deal_number = d.number
        WHERE e.undoes IS NULL AND e.kind <> 'movedOut' AND NOT EXISTS (
            SELECT FROM deal_event AS u
            WHERE u.workspace_id = e.workspace_id AND u.deal_number = e.deal_number AND u.undoes = e.version)
        WINDOW before AS (PARTITION BY e.workspace_id, e.deal_number ORDER BY e.version)
    ) AS c
    WHERE c.is_change
    WINDOW own AS (PARTITION BY c.workspace_id, c.number ORDER BY c.version)
) AS v
    JOIN pipeline AS p ON p.workspace_id = v.workspace_id AND p.id = v.pipeline_id
    JOIN member AS m ON m.workspace_id = v.workspace_id AND m.id = v.owner_id
    LEFT JOIN report_stage_names AS n ON n.workspace_id = v.workspace_id AND n.pipeline_id = v.pipeline_id AND n.stage_id = v.stage_id
WHERE v.outcome = 'open';

CREATE OR REPLACE VIEW report_forecasts WITH (security_barrier = true) AS
SELECT
    s.workspace_id,
    s.pipeline_id,
    p.name AS pipeline,
    p.currency,
    s.taken_on,
    s.member_id,
    m.name AS member,
    s.period,
    s.starts_on,
    s.ends_on,
    s.expected_minor,
    s.quantiles_minor[2] AS low_minor,
    s.quantiles_minor[18] AS high_minor,
    s.won_minor AS won_so_far_minor,
    s.target_minor,
    s.open_count,
    s.open_minor,
    round(s.expected_minor::numeric / (CASE WHEN p.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1 WHEN p.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000 ELSE 100 END), 3) AS expected,
    round(s.quantiles_minor[2]::numeric / (CASE WHEN p.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1 WHEN p.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000 ELSE 100 END), 3) AS low,
    round(s.quantiles_minor[18]::numeric / (CASE WHEN p.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1 WHEN p.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000 ELSE 100 END), 3) AS high,
    round(s.won_minor::numeric / (CASE WHEN p.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1 WHEN p.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000 ELSE 100 END), 3) AS won_so_far,
    round(s.target_minor::numeric / (CASE WHEN p.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1 WHEN p.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000 ELSE 100 END), 3) AS target
FROM report_scope AS w
    JOIN forecast_snapshot AS s ON s.workspace_id = w.workspace_id
    JOIN pipeline AS p ON p.workspace_id = s.workspace_id AND p.id = s.pipeline_id
    LEFT JOIN member AS m ON m.workspace_id = s.workspace_id AND m.id = s.member_id;

CREATE VIEW report_targets WITH (security_barrier = true) AS
SELECT
    t.workspace_id,
    t.pipeline_id,
    p.name AS pipeline,
    p.currency,
    t.member_id,
    m.name AS member,
    t.period,
    t.starts_on,
    (t.starts_on + CASE t.period WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months' ELSE interval '1 year' END
        - interval '1 day')::date AS ends_on,
    t.value_minor,
    round(t.value_minor::numeric / (CASE WHEN p.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1 WHEN p.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000 ELSE 100 END), 3) AS value,
    t.set_at
FROM report_scope AS w
    JOIN target AS t ON t.workspace_id = w.workspace_id
    JOIN pipeline AS p ON p.workspace_id = t.workspace_id AND p.id = t.pipeline_id
    LEFT JOIN member AS m ON m.workspace_id = t.workspace_id AND m.id = t.member_id;
