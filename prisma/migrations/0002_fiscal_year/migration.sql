-- The month in which a company's year begins: quarters and years of targets and forecasts follow it.
ALTER TABLE workspace ADD COLUMN fiscal_start_month integer NOT NULL DEFAULT 1 CHECK (fiscal_start_month BETWEEN 1 AND 12);
