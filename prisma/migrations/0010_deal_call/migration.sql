-- What the model said of each open deal's win probability, once a month: what a calibration is settled from later.
CREATE TABLE deal_call (
    workspace_id text NOT NULL,
    pipeline_id  text NOT NULL,
    taken_on     date NOT NULL,
    deal_number  integer NOT NULL,
    win          double precision NOT NULL CHECK (win > 0 AND win < 1),
    settles_on   date NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, taken_on, deal_number),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, deal_number) REFERENCES deal ON DELETE RESTRICT ON UPDATE CASCADE
);
