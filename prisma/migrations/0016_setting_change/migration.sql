-- Who changed which setting, and what it was before: what an undo goes back to.
CREATE TABLE setting_change (
    workspace_id text NOT NULL,
    id           text NOT NULL,
    member_id    text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('target', 'setup')),
    at           timestamptz(3) NOT NULL,
    payload      jsonb NOT NULL,
    undone_at    timestamptz(3),
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX setting_change_at ON setting_change (workspace_id, at);
