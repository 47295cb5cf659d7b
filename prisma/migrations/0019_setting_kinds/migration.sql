-- A stage's own estimate, and a person's language and quiet hours, can be undone like the other settings.
ALTER TABLE setting_change DROP CONSTRAINT setting_change_kind_check;
ALTER TABLE setting_change ADD CONSTRAINT setting_change_kind_check
    CHECK (kind IN ('target', 'setup', 'stage-estimate', 'language', 'quiet-hours'));
