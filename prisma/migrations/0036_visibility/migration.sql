-- Who sees the single deals of a pipeline, and the channels in which they are shown all the same.
ALTER TABLE pipeline ADD COLUMN visibility text NOT NULL DEFAULT 'everybody' CHECK (visibility IN ('everybody', 'team', 'own'));
ALTER TABLE pipeline ADD COLUMN shown_in jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(shown_in) = 'array');
ALTER TABLE pipeline ALTER COLUMN shown_in DROP DEFAULT;
