-- Withdrawn deals are never found, so they are not in the index. Being partial it is also left alone by Prisma Migrate, whose language
-- cannot say "GIN over plain text by its default operator class" and which would replace the index for ever.
DROP INDEX deal_search;
CREATE INDEX deal_search ON deal USING gin (workspace_id, search gin_trgm_ops) WHERE outcome <> 'withdrawn';
