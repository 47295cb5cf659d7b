/** JSON array of the stages in use of a pipeline `p`, by position, each as Prisma names its columns. */
export const STAGES_JSON = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'position', s.position, 'kind', s.kind, 'name', s.name,
      'shortName', s.short_name, 'meaning', s.meaning, 'criteria', s.criteria, 'actions', s.actions,
      'startingProbability', s.starting_probability, 'minimum', s.minimum, 'ageingDays', s.ageing_days, 'strict', s.strict
    ) ORDER BY s.position), '[]')
    FROM stage AS s WHERE s.workspace_id = p.workspace_id AND s.pipeline_id = p.id AND s.archived_at IS NULL)`;

/** JSON array of the value tiers in force of a pipeline `p`: one, or none before there are any. */
export const TIER_BOUNDS_JSON = `(SELECT coalesce(jsonb_agg(jsonb_build_object('lowMinor', t.low_minor, 'highMinor', t.high_minor)), '[]') FROM (
      SELECT b.low_minor, b.high_minor FROM tier_bounds AS b WHERE b.workspace_id = p.workspace_id AND b.pipeline_id = p.id
      ORDER BY b.valid_from DESC LIMIT 1) AS t)`;
