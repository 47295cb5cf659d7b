-- The direct messages of one person by class, for how many of them somebody acted on: src/store/direct-tallies.ts.
CREATE INDEX delivery_direct ON delivery (workspace_id, target, created_at)
  WHERE kind IN ('stage-alert-dm', 'manager-note', 'morning-note');
