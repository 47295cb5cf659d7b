-- Somebody's own estimate of a deal's win probability: {win, until, by}. The reason is a note of the event that set it.
ALTER TABLE deal ADD COLUMN own_win jsonb
    CONSTRAINT deal_own_win_check CHECK ((own_win ->> 'win')::double precision BETWEEN 0.01 AND 0.99 AND own_win ? 'until' AND own_win ? 'by');
CREATE INDEX deal_with_own_win ON deal (workspace_id, pipeline_id) WHERE own_win IS NOT NULL;
