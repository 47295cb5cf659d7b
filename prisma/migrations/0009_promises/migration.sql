-- Where no deal can fill a stage, somebody takes on so many new ones: one person per alert.
ALTER TABLE commitment ALTER COLUMN deal_number DROP NOT NULL,
  ADD COLUMN new_deals integer CHECK (new_deals >= 1),
  ADD CONSTRAINT commitment_what CHECK ((deal_number IS NULL) <> (new_deals IS NULL));
CREATE UNIQUE INDEX commitment_new_deals ON commitment (workspace_id, alert_id) WHERE deal_number IS NULL;
