-- What was forecast at the start of each day. Written once and never changed: what the forecasts learn from when a period has ended.
CREATE TABLE forecast_snapshot (
    workspace_id    text NOT NULL,
    pipeline_id     text NOT NULL,
    taken_on        date NOT NULL,
    scope           text NOT NULL,
    member_id       text,
    period          text NOT NULL CHECK (period IN ('month', 'quarter', 'year')),
    starts_on       date NOT NULL,
    ends_on         date NOT NULL,
    taken_at        timestamptz(3) NOT NULL,
    expected_minor  bigint NOT NULL,
    quantiles_minor bigint[],
    model_minor     bigint NOT NULL,
    model_cv        double precision NOT NULL,
    run_rate_minor  bigint NOT NULL,
    sd_minor        bigint NOT NULL,
    won_minor       bigint NOT NULL,
    target_minor    bigint,
    open_count      integer NOT NULL,
    open_minor      bigint NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, taken_on, scope, period),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT forecast_snapshot_scope_check CHECK (scope = coalesce(member_id, 'team')),
    CONSTRAINT forecast_snapshot_within_period_check CHECK (starts_on <= taken_on AND taken_on <= ends_on),
    CONSTRAINT forecast_snapshot_quantiles_check CHECK (cardinality(quantiles_minor) = 19)
);
CREATE INDEX forecast_snapshot_workspace_id_pipeline_id_period_scope_sta_idx
    ON forecast_snapshot (workspace_id, pipeline_id, period, scope, starts_on);
