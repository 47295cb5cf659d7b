/** JSON array of the stages of a pipeline `p`, those in use by position, then removed ones in the order of their removal. */
export const STAGES_JSON = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'position', s.position, 'kind', s.kind, 'name', s.name,
      'shortName', s.short_name, 'meaning', s.meaning, 'criteria', s.criteria, 'actions', s.actions,
      'startingProbability', s.starting_probability, 'minimum', s.minimum, 'ageingDays', s.ageing_days, 'strict', s.strict,
      'placedAtMs', (extract(epoch FROM s.placed_at) * 1000)::bigint, 'mergedInto', s.merged_into, 'isArchived', s.archived_at IS NOT NULL
    ) ORDER BY s.archived_at NULLS FIRST, s.position, s.id), '[]')
    FROM stage AS s WHERE s.workspace_id = p.workspace_id AND s.pipeline_id = p.id)`;

/** JSON array of the value tiers in force of a pipeline `p`: one, or none before there are any. */
export const TIER_BOUNDS_JSON = `(SELECT coalesce(jsonb_agg(jsonb_build_object('lowMinor', t.low_minor, 'highMinor', t.high_minor)), '[]') FROM (
      SELECT b.low_minor, b.high_minor FROM tier_bounds AS b WHERE b.workspace_id = p.workspace_id AND b.pipeline_id = p.id
      ORDER BY b.valid_from DESC LIMIT 1) AS t)`;

/** A pipeline `p` as a JSON object. */
export const PIPELINE_JSON = `jsonb_build_object('id', p.id, 'name', p.name, 'currency', p.currency, 'version', p.version,
      'lostReasons', p.lost_reasons, 'isArchived', p.archived_at IS NOT NULL, 'visibility', p.visibility, 'shownIn', p.shown_in, 'tierBounds', ${TIER_BOUNDS_JSON}, 'stages', ${STAGES_JSON})`;

/** The order of the pipelines `p` of a workspace: those in use, the default one first, then as they were made; then archived ones. */
export const PIPELINE_ORDER = 'p.archived_at IS NOT NULL, p.is_default DESC, p.created_at, p.id';

/**
 * Text that differs as soon as anything that {@link STAGES_JSON}, {@link TIER_BOUNDS_JSON} or the row of a pipeline `p` says has changed,
 * through whatever instance: PostgreSQL gives each version of a row the transaction that wrote it. Of the tiers only the latest counts,
 * and a row of them is never changed.
 */
export const PIPELINE_STAMP = `concat_ws(' ', p.id, p.xmin,
    (SELECT string_agg(s.xmin::text, ' ' ORDER BY s.id) FROM stage AS s WHERE s.workspace_id = p.workspace_id AND s.pipeline_id = p.id),
    (SELECT concat(b.valid_from, ' ', b.xmin) FROM tier_bounds AS b WHERE b.workspace_id = p.workspace_id AND b.pipeline_id = p.id
      ORDER BY b.valid_from DESC LIMIT 1))`;
