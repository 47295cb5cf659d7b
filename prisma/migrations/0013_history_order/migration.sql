-- A week's events are read page by page, in the order of time, deal and version: many may be of one instant, as those of an import are.
CREATE INDEX deal_event_workspace_id_pipeline_id_at_deal_number_version_idx ON deal_event (workspace_id, pipeline_id, at, deal_number, version);
DROP INDEX deal_event_workspace_id_pipeline_id_at_idx;
-- What somebody did last, for an undo that names no deal.
CREATE INDEX deal_event_workspace_id_actor_id_at_deal_number_idx ON deal_event (workspace_id, actor_id, at, deal_number);
