-- Open steps of a deal after the next one, each with its own day: [{step, on}], in their order.
ALTER TABLE deal ADD COLUMN later_steps jsonb NOT NULL DEFAULT '[]'
    CONSTRAINT deal_later_steps_check CHECK (jsonb_typeof(later_steps) = 'array');
ALTER TABLE deal ALTER COLUMN later_steps DROP DEFAULT;
