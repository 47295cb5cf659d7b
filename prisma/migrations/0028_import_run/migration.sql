-- An import, so that it can be taken back whole, and what it left of each deal.
CREATE TABLE import_run (
    workspace_id text NOT NULL,
    id text NOT NULL,
    pipeline_id text NOT NULL,
    member_id text,
    file_name text NOT NULL,
    choices jsonb NOT NULL,
    new_deals integer NOT NULL,
    changed_deals integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    imported_at timestamptz(3),
    undone_at timestamptz(3),
    CONSTRAINT import_run_pkey PRIMARY KEY (workspace_id, id),
    CONSTRAINT import_run_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT import_run_workspace_id_pipeline_id_fkey FOREIGN KEY (workspace_id, pipeline_id)
        REFERENCES pipeline (workspace_id, id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX import_run_imported_at ON import_run (workspace_id, imported_at);

CREATE TABLE imported_deal (
    workspace_id text NOT NULL,
    run_id text NOT NULL,
    deal_number integer NOT NULL,
    version_before integer NOT NULL,
    version_after integer NOT NULL,
    CONSTRAINT imported_deal_pkey PRIMARY KEY (workspace_id, run_id, deal_number),
    CONSTRAINT imported_deal_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT imported_deal_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id)
        REFERENCES import_run (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT imported_deal_workspace_id_deal_number_fkey FOREIGN KEY (workspace_id, deal_number)
        REFERENCES deal (workspace_id, number) ON DELETE CASCADE ON UPDATE CASCADE
);
