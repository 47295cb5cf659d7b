-- Who only reads, and who is away until when with whom standing in.
ALTER TABLE member DROP CONSTRAINT member_role_check;
ALTER TABLE member ADD CONSTRAINT member_role_check CHECK (role IN ('reader', 'rep', 'manager', 'admin'));
ALTER TABLE member
    ADD COLUMN away_until date,
    ADD COLUMN stand_in_id text,
    ADD CONSTRAINT member_workspace_id_stand_in_id_fkey FOREIGN KEY (workspace_id, stand_in_id) REFERENCES member (workspace_id, id)
        ON DELETE NO ACTION ON UPDATE CASCADE,
    ADD CONSTRAINT member_stand_in_check CHECK (stand_in_id IS NULL OR away_until IS NOT NULL AND stand_in_id <> id);
-- Whom somebody stands in for is asked with every request of theirs.
CREATE INDEX member_stand_in ON member (workspace_id, stand_in_id);
