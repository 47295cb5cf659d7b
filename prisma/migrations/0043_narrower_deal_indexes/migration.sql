-- Each move of a deal makes a new version of its row, and with it an entry in each of its indexes. An open deal is in none by when it was
-- closed, and one that comes from no file in none by the file's id: two entries and two pages fewer that a move writes.
CREATE INDEX deal_closed ON deal (workspace_id, pipeline_id, outcome, closed_at) WHERE outcome <> 'open';
CREATE UNIQUE INDEX deal_of_file ON deal (workspace_id, external_id) WHERE external_id IS NOT NULL;
DROP INDEX deal_workspace_id_pipeline_id_outcome_closed_at_idx;
DROP INDEX deal_workspace_id_external_id_key;
