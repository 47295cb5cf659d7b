import type { MemberId, WorkspaceId } from '../../core/ids.ts';
import type { DealRow, FileRow } from '../rows/deal-rows.ts';
import { viewerStatement } from '../rows/viewer-statement.ts';

type SearchValues = {
  readonly workspaceId: WorkspaceId;
  /** Folded, not escaped. */
  readonly typed: string;
  readonly openOnly: boolean;
  readonly ownerId: MemberId | null;
  readonly limit: number;
};

/** Below this many deals every match is ranked. */
const LARGE = 10_000;
/** The newest deals, which say how common a text is, and in how many of them it is common: one in twenty. */
const SAMPLE = 200;
const COMMON = 10;
/** Matches of a common text that are ranked, from each place where they are looked for. */
const RANKED = 300;

/** Short words differ in more of their trigrams: `bielk` shares three of six with `bielik`. */
export const SIMILAR = 0.3;

const searched = (seen: string): string =>
  `d.workspace_id = $workspaceId AND d.outcome <> 'withdrawn' AND (NOT $openOnly OR d.outcome = 'open') AND ${seen}`;
const RANK_COLUMNS = `d.number, d.outcome <> 'open' AS is_closed, d.owner_id IS DISTINCT FROM $ownerId AS is_others`;
const SIMILARITY = 'word_similarity($typed, d.search) AS similarity';
const escaped = (text: string): string => `replace(replace(replace(${text}, '\\', '\\\\'), '%', '\\%'), '_', '\\_')`;

const SIZE = `size AS MATERIALIZED (SELECT next_deal_number > ${LARGE} AS is_large FROM workspace WHERE id = $workspaceId)`;

/** What stands in `page` by its `place`, one more than is asked for; the only one with what belongs to it. */
const FOUND_FILES = `CASE WHEN counted.is_only THEN (SELECT to_jsonb(c) FROM contact AS c WHERE c.workspace_id = d.workspace_id AND c.id = d.contact_id) END AS contact,
    CASE WHEN counted.is_only THEN coalesce((SELECT jsonb_agg(k.criterion_id ORDER BY k.at, k.criterion_id) FROM criterion_tick AS k
      WHERE k.workspace_id = d.workspace_id AND k.deal_number = d.number), '[]') END AS ticks
  FROM (SELECT count(*) = 1 AS is_only FROM page) AS counted CROSS JOIN size
    LEFT JOIN (page JOIN deal AS d ON d.workspace_id = $workspaceId AND d.number = page.number) ON true
  ORDER BY page.place LIMIT $limit`;

/** A deal that was found; where none was, and in a company that is too large for the statement, one row without a deal. */
export type FoundRow = { readonly is_large: boolean; readonly is_only: boolean } & (
  | FileRow
  | { readonly deal: null; readonly contact: null; readonly ticks: null }
);

/**
 * Open deals before closed ones, own ones first, then the shortest search text: the one that the typed part fills most. Of a small company: in
 * a large one it looks at nothing, and says so.
 */
export const selectContaining = viewerStatement<SearchValues & { readonly pattern: string }, FoundRow>(
  (seen) => `WITH ${SIZE},
  page AS MATERIALIZED (
    SELECT d.number, row_number() OVER () AS place FROM (
      SELECT d.number FROM searched_deal AS d WHERE ${searched(seen)} AND d.search LIKE $pattern AND NOT (SELECT is_large FROM size)
      ORDER BY d.outcome <> 'open', d.owner_id IS DISTINCT FROM $ownerId, length(d.search), d.number DESC LIMIT $limit + 1) AS d)
  SELECT size.is_large, counted.is_only, to_jsonb(d) AS deal, ${FOUND_FILES}`,
  { prepared: true },
);

/** How common a text and each of its words are. */
const SAMPLED = `${SIZE},
  sample AS MATERIALIZED (SELECT d.search FROM searched_deal AS d WHERE d.workspace_id = $workspaceId ORDER BY d.number DESC LIMIT ${SAMPLE}),
  word AS MATERIALIZED (
    SELECT w.word, (SELECT count(*) FROM sample AS s WHERE strpos(s.search, w.word) > 0) AS hits
    FROM regexp_split_to_table($typed, ' +') AS w (word) WHERE length(w.word) > 2)`;

/**
 * The same in a large company. A trigram index reads the lists of all trigrams of a text, however long those of a word are that every name has:
 * so the index is asked for the rarest word alone. Where the whole text is common nobody can mean one of all its deals: some are ranked, own
 * ones, open ones by their close date and the newest, and those that have it as whole words, where these are rare.
 */
export const selectContainingInLarge = viewerStatement<SearchValues, FoundRow>(
  (seen) => `WITH ${SAMPLED},
  asked AS MATERIALIZED (
    SELECT (SELECT count(*) FROM sample AS s WHERE strpos(s.search, $typed) > 0) > ${COMMON} AS is_common,
      (SELECT count(*) FROM sample AS s WHERE strpos(' ' || s.search || ' ', ' ' || $typed || ' ') > 0) > ${COMMON} AS is_common_whole,
      coalesce((SELECT w.word FROM word AS w WHERE w.hits <= ${COMMON} ORDER BY w.hits, length(w.word) DESC LIMIT 1), $typed) AS part),
  pattern AS MATERIALIZED (SELECT '%' || ${escaped('part')} || '%' AS part, ${escaped('$typed')} AS whole FROM asked),
  found AS (
    SELECT ${RANK_COLUMNS}, length(d.search) AS length FROM searched_deal AS d
    WHERE ${searched(seen)} AND d.search LIKE (SELECT part FROM pattern) AND strpos(d.search, $typed) > 0 AND NOT (SELECT is_common FROM asked)
    UNION (SELECT ${RANK_COLUMNS}, length(d.search) FROM searched_deal AS d
      WHERE d.workspace_id = $workspaceId AND d.owner_id = $ownerId AND d.outcome = 'open' AND ${seen} AND strpos(d.search, $typed) > 0
        AND (SELECT is_common FROM asked) LIMIT ${RANKED})
    UNION (SELECT ${RANK_COLUMNS}, length(d.search) FROM searched_deal AS d
      WHERE d.workspace_id = $workspaceId AND d.outcome = 'open' AND ${seen} AND strpos(d.search, $typed) > 0 AND (SELECT is_common FROM asked)
      ORDER BY d.close_on, d.stage_since, d.number LIMIT ${RANKED})
    UNION (SELECT ${RANK_COLUMNS}, length(d.search) FROM searched_deal AS d
      WHERE d.workspace_id = $workspaceId AND d.outcome <> 'withdrawn' AND NOT $openOnly AND ${seen} AND strpos(d.search, $typed) > 0
        AND (SELECT is_common FROM asked) ORDER BY d.number DESC LIMIT ${RANKED})
    UNION (SELECT ${RANK_COLUMNS}, length(d.search) FROM searched_deal AS d
      WHERE ${searched(seen)} AND (d.search LIKE (SELECT whole || ' %' FROM pattern) OR d.search LIKE (SELECT '% ' || whole || ' %' FROM pattern)
          OR d.search LIKE (SELECT '% ' || whole FROM pattern))
        AND (SELECT is_common AND NOT is_common_whole FROM asked) LIMIT ${RANKED})),
  page AS MATERIALIZED (
    SELECT number, row_number() OVER (ORDER BY is_closed, is_others, length, number DESC) AS place FROM found ORDER BY place LIMIT $limit + 1)
  SELECT size.is_large, counted.is_only, to_jsonb(d) AS deal, ${FOUND_FILES}`,
  { prepared: true },
);

/** Deals that look like the text, best first. */
export const selectSimilar = viewerStatement<SearchValues, { deal: DealRow }>(
  (seen) => `SELECT to_jsonb(d) AS deal FROM (
    SELECT d.number, row_number() OVER () AS place FROM (
      SELECT d.number FROM searched_deal AS d WHERE ${searched(seen)} AND $typed <% d.search
      ORDER BY word_similarity($typed, d.search) DESC, d.outcome <> 'open', d.owner_id IS DISTINCT FROM $ownerId, d.number DESC LIMIT $limit) AS d) AS page
  JOIN deal AS d ON d.workspace_id = $workspaceId AND d.number = page.number ORDER BY page.place`,
  { prepared: false },
);

/**
 * The same in a large company: those that have one of its rarer words as it was typed; only where there is
 * none, all that are alike, or the newest of them where a part of all deals is alike. The operator is asked for where the index is to be used.
 */
export const selectSimilarInLarge = viewerStatement<SearchValues, { deal: DealRow }>(
  (seen) => `WITH ${SAMPLED},
  asked AS MATERIALIZED (SELECT (SELECT count(*) FROM sample AS s WHERE $typed <% s.search) > ${COMMON} AS is_common),
  with_word AS MATERIALIZED (
    SELECT DISTINCT d.number FROM word AS w CROSS JOIN LATERAL (
      SELECT d.number FROM searched_deal AS d WHERE ${searched(seen)} AND d.search LIKE '%' || ${escaped('w.word')} || '%' LIMIT ${RANKED}) AS d
    WHERE w.hits <= ${COMMON}),
  alike AS (
    SELECT ${RANK_COLUMNS}, ${SIMILARITY} FROM with_word AS w JOIN searched_deal AS d ON d.workspace_id = $workspaceId AND d.number = w.number
    UNION ALL
    (SELECT ${RANK_COLUMNS}, ${SIMILARITY} FROM searched_deal AS d WHERE ${searched(seen)} AND $typed <% d.search
      AND NOT EXISTS (SELECT FROM with_word) AND NOT (SELECT is_common FROM asked))
    UNION ALL
    (SELECT ${RANK_COLUMNS}, ${SIMILARITY} FROM searched_deal AS d WHERE ${searched(seen)}
      AND NOT EXISTS (SELECT FROM with_word) AND (SELECT is_common FROM asked) ORDER BY d.number DESC LIMIT ${RANKED})),
  page AS (
    SELECT * FROM alike WHERE similarity >= ${SIMILAR} ORDER BY similarity DESC, is_closed, is_others, number DESC LIMIT $limit)
  SELECT to_jsonb(d) AS deal FROM page JOIN deal AS d ON d.workspace_id = $workspaceId AND d.number = page.number
  ORDER BY page.similarity DESC, page.is_closed, page.is_others, page.number DESC`,
  { prepared: false },
);
