-- Open deals in the order in which they are listed within one urgency, those with a step, those that lack something, and those of a stage by how
-- long they stand there: so that a page of a list is read from an index and stops when it is full.
CREATE INDEX deal_open_by_close_date ON deal (workspace_id, close_on, stage_since, number) WHERE outcome = 'open';
CREATE INDEX deal_open_with_step ON deal (workspace_id, next_step_on) WHERE outcome = 'open' AND next_step_on IS NOT NULL;
CREATE INDEX deal_open_incomplete ON deal (workspace_id, close_on, stage_since, number) WHERE outcome = 'open' AND missing <> '{}';
CREATE INDEX deal_open_in_stage ON deal (workspace_id, pipeline_id, stage_id, stage_since) WHERE outcome = 'open';
DROP INDEX deal_workspace_id_pipeline_id_outcome_stage_id_idx;
