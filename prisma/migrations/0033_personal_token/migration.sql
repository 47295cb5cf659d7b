-- A person's own way in for assistants and scripts. Of the token only its hash is kept; one that is taken back is no row any more.
CREATE TABLE personal_token (
    workspace_id text NOT NULL,
    id           text NOT NULL,
    member_id    text NOT NULL,
    name         text NOT NULL,
    hash         text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    created_at   timestamptz(3) NOT NULL,
    last_used_at timestamptz(3),
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX personal_token_hash ON personal_token (workspace_id, hash);
CREATE INDEX personal_token_member ON personal_token (workspace_id, member_id);
