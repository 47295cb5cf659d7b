-- A deal that comes to another pipeline begins anew there: that event has no state before it in that pipeline.
ALTER TABLE deal_event DROP CONSTRAINT deal_event_before_check;
ALTER TABLE deal_event ADD CONSTRAINT deal_event_before_check CHECK ((version = 1 OR kind = 'movedIn') = (before IS NULL));
