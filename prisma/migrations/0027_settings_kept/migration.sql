-- Kinds of settings are an open list, as kinds of events and posts are: one file of code names them (store/types/setting-changes.ts).
ALTER TABLE setting_change DROP CONSTRAINT setting_change_kind_check;
ALTER TABLE setting_change ADD CONSTRAINT setting_change_kind_check CHECK (kind ~ '^[a-z-]{1,40}$');
