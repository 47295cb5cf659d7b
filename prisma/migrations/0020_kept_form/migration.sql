-- A form that was filled in and is off its person's screen, for an hour: any instance, and the next start, opens it again. It leaves with its
-- workspace; who filled it in may have no row yet.
CREATE TABLE kept_form (
    workspace_id  text NOT NULL,
    id            text NOT NULL,
    slack_user_id text NOT NULL,
    view          text NOT NULL,
    kept_at       timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX kept_form_kept_at ON kept_form (kept_at);
