-- What the search of deals reads. On a server a workspace's statements run in a role to which the rows of all others are not there
-- (row-level security, src/store/db/row-security.ts). LIKE and the operators of trigrams are not leakproof: beside a policy they may use no
-- index. A view reads as its owner, and is no security barrier, so that the same condition stands here as one of many.
CREATE VIEW searched_deal AS
  SELECT workspace_id, number, pipeline_id, owner_id, outcome, close_on, stage_since, search FROM deal
  WHERE current_user <> 'lejek_workspace' OR workspace_id = current_setting('lejek.workspace', true);
