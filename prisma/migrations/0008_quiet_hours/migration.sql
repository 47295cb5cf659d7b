-- A person's own quiet hours, in which direct messages wait; without them, the night that is everybody's.
ALTER TABLE member
    ADD COLUMN quiet_from text CHECK (quiet_from ~ '^([01]\d|2[0-3]):[0-5]\d$'),
    ADD COLUMN quiet_to text CHECK (quiet_to ~ '^([01]\d|2[0-3]):[0-5]\d$'),
    ADD CONSTRAINT member_quiet_whole_check CHECK ((quiet_from IS NULL) = (quiet_to IS NULL));
-- Who allowed a channel that is shared with another company.
ALTER TABLE subscription ADD COLUMN external_allowed_by text;
