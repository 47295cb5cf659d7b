-- A workspace that took the app away: nothing is posted there, and its data are deleted at a stated instant unless it comes back.
ALTER TABLE workspace
    ADD COLUMN uninstalled_at timestamptz(3),
    ADD COLUMN delete_after timestamptz(3),
    ADD CONSTRAINT workspace_delete_after_check CHECK (delete_after IS NULL OR (uninstalled_at IS NOT NULL AND delete_after >= uninstalled_at));
