-- An address of a pipeline that takes leads from outside. What is shown of its secret is shown once: here is its hash, and the secret
-- encrypted where the server has a key, since a signature can be checked by nothing else.
CREATE TABLE lead_form (
    workspace_id     text NOT NULL,
    id               text NOT NULL,
    pipeline_id      text NOT NULL,
    hash             text NOT NULL CONSTRAINT lead_form_hash_check CHECK (hash ~ '^[0-9a-f]{64}$'),
    encrypted_secret text,
    created_at       timestamptz(3) NOT NULL,
    last_used_at     timestamptz(3),
    CONSTRAINT lead_form_pkey PRIMARY KEY (workspace_id, id),
    CONSTRAINT lead_form_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT lead_form_workspace_id_pipeline_id_fkey FOREIGN KEY (workspace_id, pipeline_id)
        REFERENCES pipeline (workspace_id, id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX lead_form_pipeline ON lead_form (workspace_id, pipeline_id);
