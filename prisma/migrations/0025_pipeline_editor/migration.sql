-- Admins change the stages: each change raises the pipeline's version, so that two at once do not overwrite each other.
ALTER TABLE pipeline ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);

-- Since when an added or moved stage stands where it stands, and which stage took the deals of a removed one.
ALTER TABLE stage
    ADD COLUMN placed_at timestamptz(3),
    ADD COLUMN merged_into text,
    ADD CONSTRAINT stage_workspace_id_pipeline_id_merged_into_fkey FOREIGN KEY (workspace_id, pipeline_id, merged_into)
        REFERENCES stage (workspace_id, pipeline_id, id) ON DELETE NO ACTION ON UPDATE CASCADE,
    ADD CONSTRAINT stage_merged_into_check CHECK (merged_into IS NULL OR archived_at IS NOT NULL AND merged_into <> id);

ALTER TABLE setting_change DROP CONSTRAINT setting_change_kind_check;
ALTER TABLE setting_change ADD CONSTRAINT setting_change_kind_check
    CHECK (kind IN ('target', 'setup', 'stage-estimate', 'language', 'quiet-hours', 'pipeline'));
