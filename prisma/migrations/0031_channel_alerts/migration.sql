-- What a channel wants of each class of alerts: on where nothing is said.
ALTER TABLE subscription ADD COLUMN alerts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(alerts) = 'object');
ALTER TABLE subscription ALTER COLUMN alerts DROP DEFAULT;
