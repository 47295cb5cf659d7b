-- How long a workspace keeps what it does not need for its figures. Null: for ever.
ALTER TABLE workspace
    ADD COLUMN keep_lost_months integer CONSTRAINT workspace_keep_lost_months_check CHECK (keep_lost_months >= 1),
    ADD COLUMN keep_note_months integer CONSTRAINT workspace_keep_note_months_check CHECK (keep_note_months >= 1),
    ADD COLUMN keep_post_months integer CONSTRAINT workspace_keep_post_months_check CHECK (keep_post_months >= 1),
    ADD COLUMN keep_handled_days integer NOT NULL DEFAULT 2
        CONSTRAINT workspace_keep_handled_days_check CHECK (keep_handled_days >= 2);
