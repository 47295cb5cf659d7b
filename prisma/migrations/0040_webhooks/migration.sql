-- Events of deals, told to an address of the workspace's choice. An event's row here is written in the statement that writes the event,
-- so that none is lost and none is told that was not kept.
CREATE TABLE webhook (
    workspace_id text NOT NULL,
    id text NOT NULL,
    url text NOT NULL,
    types text[] NOT NULL,
    encrypted_secret text,
    former_secret text,
    former_until timestamptz(3),
    created_at timestamptz(3) NOT NULL,
    off_at timestamptz(3),
    off_why text,
    removed_at timestamptz(3),
    failing_since timestamptz(3),
    failures integer NOT NULL DEFAULT 0,
    retry_at timestamptz(3),
    lease_until timestamptz(3),
    lease integer NOT NULL DEFAULT 0,
    CONSTRAINT webhook_pkey PRIMARY KEY (workspace_id, id),
    CONSTRAINT webhook_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT webhook_off_check CHECK ((off_at IS NULL) = (off_why IS NULL)),
    CONSTRAINT webhook_former_check CHECK ((former_secret IS NULL) = (former_until IS NULL))
);

CREATE TABLE webhook_delivery (
    workspace_id text NOT NULL,
    webhook_id text NOT NULL,
    id text NOT NULL,
    type text NOT NULL,
    deal_number integer,
    version integer,
    state text NOT NULL,
    not_before timestamptz(3) NOT NULL,
    attempt integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    sent_at timestamptz(3),
    status integer,
    error text,
    CONSTRAINT webhook_delivery_pkey PRIMARY KEY (workspace_id, webhook_id, id),
    CONSTRAINT webhook_delivery_workspace_id_fkey FOREIGN KEY (workspace_id)
        REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT webhook_delivery_workspace_id_webhook_id_fkey FOREIGN KEY (workspace_id, webhook_id)
        REFERENCES webhook (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT webhook_delivery_workspace_id_deal_number_fkey FOREIGN KEY (workspace_id, deal_number)
        REFERENCES deal (workspace_id, number) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT webhook_delivery_state_check CHECK (state IN ('queued', 'sent', 'failed')),
    CONSTRAINT webhook_delivery_deal_check CHECK ((deal_number IS NULL) = (version IS NULL))
);
CREATE INDEX webhook_delivery_queue ON webhook_delivery (workspace_id, webhook_id, state, created_at);
CREATE INDEX webhook_delivery_deal ON webhook_delivery (workspace_id, webhook_id, deal_number, version);
CREATE INDEX webhook_delivery_created_at ON webhook_delivery (created_at);
