-- A channel, an episode of a stage and a target may be a team's; null: of all.
ALTER TABLE subscription
    ADD COLUMN team_id text,
    ADD CONSTRAINT subscription_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id)
        ON DELETE NO ACTION ON UPDATE CASCADE;
ALTER TABLE stage_alert
    ADD COLUMN team_id text,
    ADD CONSTRAINT stage_alert_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id)
        ON DELETE NO ACTION ON UPDATE CASCADE;
DROP INDEX stage_alert_one_open;
CREATE UNIQUE INDEX stage_alert_one_open ON stage_alert (workspace_id, pipeline_id, stage_id) WHERE recovered_at IS NULL AND team_id IS NULL;
CREATE UNIQUE INDEX stage_alert_one_open_of_a_team ON stage_alert (workspace_id, pipeline_id, stage_id, team_id)
    WHERE recovered_at IS NULL AND team_id IS NOT NULL;
ALTER TABLE target
    ADD COLUMN team_id text,
    ADD CONSTRAINT target_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id)
        ON DELETE NO ACTION ON UPDATE CASCADE,
    ADD CONSTRAINT target_of_one_check CHECK (member_id IS NULL OR team_id IS NULL);
DROP INDEX target_one_for_the_team;
CREATE UNIQUE INDEX target_one_for_the_team ON target (workspace_id, pipeline_id, period, starts_on) WHERE member_id IS NULL AND team_id IS NULL;
CREATE UNIQUE INDEX target_one_for_a_team ON target (workspace_id, pipeline_id, team_id, period, starts_on) WHERE team_id IS NOT NULL;
