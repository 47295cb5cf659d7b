-- What a pipeline needs on a day, decided once and read by everything that speaks; a later plan of the day replaces it.
CREATE TABLE funnel_plan (
    workspace_id text NOT NULL,
    pipeline_id  text NOT NULL,
    scope        text NOT NULL,
    planned_on   date NOT NULL,
    made_at      timestamptz(3) NOT NULL,
    payload      jsonb NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, scope, planned_on),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE
);
