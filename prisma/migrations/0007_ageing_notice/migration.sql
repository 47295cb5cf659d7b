-- That a deal stands for long is told to its owner once per visit, until it gets a next step: the latest telling of each deal.
CREATE TABLE ageing_notice (
    workspace_id text NOT NULL,
    deal_number  integer NOT NULL,
    member_id    text NOT NULL,
    stage_since  timestamptz(3) NOT NULL,
    told_at      timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, deal_number),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, deal_number) REFERENCES deal ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE
);
