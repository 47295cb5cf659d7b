-- A manager's own estimate of the win probability of a stage, beside the computed one: one per stage.
CREATE TABLE stage_estimate (
    workspace_id text NOT NULL,
    pipeline_id  text NOT NULL,
    stage_id     text NOT NULL,
    win          double precision NOT NULL CHECK (win BETWEEN 0.01 AND 0.99),
    until        date NOT NULL,
    reason       text NOT NULL CHECK (reason <> ''),
    member_id    text NOT NULL,
    set_at       timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, stage_id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE
);
