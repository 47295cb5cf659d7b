-- The message in Slack that tells how far an import has come: a process that ends in the middle leaves it behind, and the next one says in
-- its place what became of the import (src/jobs/left-imports.ts).
ALTER TABLE import_run
  ADD COLUMN progress_channel text,
  ADD COLUMN progress_ts text,
  ADD COLUMN progress_seen_at timestamptz(3);
