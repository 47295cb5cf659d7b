-- What was forecast each night, for any tool that reads SQL. Columns are only ever added. Amounts are whole minor units
-- of the pipeline's currency; low and high are the ends of the 80 % range; no member: the team.
CREATE VIEW report_forecasts AS
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
    s.open_minor
FROM forecast_snapshot AS s
    JOIN pipeline AS p ON p.workspace_id = s.workspace_id AND p.id = s.pipeline_id
    LEFT JOIN member AS m ON m.workspace_id = s.workspace_id AND m.id = s.member_id;
