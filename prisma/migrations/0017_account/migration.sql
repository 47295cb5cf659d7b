-- What Slack says of a person's account, and which guests were let in: only members and those guests may use Lejek.
ALTER TABLE member
    ADD COLUMN account text NOT NULL DEFAULT 'member' CHECK (account IN ('member', 'guest', 'stranger', 'bot', 'left')),
    ADD COLUMN account_checked_at timestamptz(3),
    ADD COLUMN guest_allowed_by text;
UPDATE member SET account = 'left' WHERE NOT active;
ALTER TABLE member
    ADD CONSTRAINT member_active_check CHECK (active = (account = 'member' OR account = 'guest' AND guest_allowed_by IS NOT NULL));
