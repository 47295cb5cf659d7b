-- Teams, their managers, and who was in which from when until when.
CREATE TABLE team (
    workspace_id  text NOT NULL,
    id            text NOT NULL,
    name          text NOT NULL,
    parent_id     text,
    user_group_id text,
    removed_at    timestamptz(3),
    CONSTRAINT team_pkey PRIMARY KEY (workspace_id, id),
    CONSTRAINT team_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT team_workspace_id_parent_id_fkey FOREIGN KEY (workspace_id, parent_id) REFERENCES team (workspace_id, id)
        ON DELETE NO ACTION ON UPDATE CASCADE,
    CONSTRAINT team_parent_check CHECK (parent_id <> id)
);
CREATE TABLE team_manager (
    workspace_id text NOT NULL,
    team_id      text NOT NULL,
    member_id    text NOT NULL,
    position     integer NOT NULL,
    CONSTRAINT team_manager_pkey PRIMARY KEY (workspace_id, team_id, member_id),
    CONSTRAINT team_manager_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT team_manager_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id)
        ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT team_manager_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
        ON DELETE RESTRICT ON UPDATE CASCADE
);
-- A day belongs to one membership of a person: the ones of somebody are written together, by one rule.
CREATE TABLE team_membership (
    workspace_id text NOT NULL,
    member_id    text NOT NULL,
    from_on      date NOT NULL,
    until_on     date,
    team_id      text NOT NULL,
    CONSTRAINT team_membership_pkey PRIMARY KEY (workspace_id, member_id, from_on),
    CONSTRAINT team_membership_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT team_membership_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
        ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT team_membership_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id)
        ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT team_membership_until_check CHECK (until_on > from_on)
);
