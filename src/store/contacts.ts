import { type KeptContact, phoneDigits } from '../core/deal/contact-person.ts';
import { foldText } from '../core/fold-text.ts';
import type { WorkspaceId } from '../core/ids.ts';
import { jsonb, type Sql } from './db/sql.ts';
import { statement } from './db/statement.ts';
import type { PrismaClient } from './generated/client.ts';
import { searchText, toIso } from './rows/deal-rows.ts';
import type { Contacts, Erased } from './types/contacts.ts';

/** What stands where something was erased. */
const BLANK = '•••';

const findContacts = statement<
  { workspaceId: WorkspaceId; text: string; digits: string; part: string; limit: number },
  { contact: KeptContact }
>(`SELECT jsonb_build_object('id', c.id, 'name', c.name, 'email', c.email, 'phone', c.phone, 'deals', coalesce((
      SELECT jsonb_agg(jsonb_build_object('number', d.number, 'name', d.name) ORDER BY d.number) FROM deal AS d
        WHERE d.workspace_id = c.workspace_id AND d.contact_id = c.id), '[]')) AS contact
  FROM contact AS c WHERE c.workspace_id = $workspaceId AND c.erased_at IS NULL AND (
    lower(c.email) = lower($text) OR c.name ILIKE $part OR lower(c.decider) = lower($text)
    OR ($digits <> '' AND right(regexp_replace(c.phone, '\\D', '', 'g'), 9) = $digits))
  ORDER BY c.name, c.id LIMIT $limit`);

type About = { workspaceId: WorkspaceId; ids: string };

const readContacts = statement<
  About,
  { name: string | null; email: string | null; phone: string | null; decider: string | null }
>(`SELECT name, email, phone, decider FROM contact WHERE workspace_id = $workspaceId AND erased_at IS NULL
    AND id IN (SELECT jsonb_array_elements_text($ids::jsonb)) FOR UPDATE`);

const readDeals = statement<About, { number: number }>(`SELECT DISTINCT number FROM (
    SELECT number FROM deal WHERE workspace_id = $workspaceId AND contact_id IN (SELECT jsonb_array_elements_text($ids::jsonb))
    UNION ALL SELECT deal_number FROM deal_event WHERE workspace_id = $workspaceId
      AND after ->> 'contactId' IN (SELECT jsonb_array_elements_text($ids::jsonb))) AS about ORDER BY number`);

const eraseContacts = statement<About & { at: string }, never>(`UPDATE contact
  SET name = NULL, email = NULL, phone = NULL, decider = NULL, erased_at = $at::timestamptz
  WHERE workspace_id = $workspaceId AND id IN (SELECT jsonb_array_elements_text($ids::jsonb))`);

type OfDeals = { workspaceId: WorkspaceId; deals: string };
const IN_DEALS = '(SELECT value::integer FROM jsonb_array_elements_text($deals::jsonb))';

const eraseNotes = statement<OfDeals & { at: string }, { id: string }>(`UPDATE note
  SET text = '', link = NULL, erased_at = $at::timestamptz
  WHERE workspace_id = $workspaceId AND deal_number IN ${IN_DEALS} AND erased_at IS NULL RETURNING id`);

type Blanking = { workspaceId: WorkspaceId; pattern: string; blank: string };
const blanked = (column: string): string => `regexp_replace(${column}, $pattern, $blank, 'gi')`;
const blankedJson = (column: string): string => `${blanked(`${column}::text`)}::jsonb`;

/** A row of a file without ids is known again by its folded name and company, with a bar between them: ids of other systems stay. */
const blankDeals = statement<
  Blanking & OfDeals,
  { number: number; name: string; company: string | null }
>(`UPDATE deal SET name = ${blanked('name')}, company = ${blanked('company')}, next_step = ${blanked('next_step')},
    later_steps = ${blankedJson('later_steps')}, source = ${blanked('source')},
    external_id = CASE WHEN external_id LIKE '%|%' AND external_id ~* $pattern THEN 'forgotten ' || number ELSE external_id END
  WHERE workspace_id = $workspaceId AND number IN ${IN_DEALS} RETURNING number, name, company`);

const setSearch = statement<{ workspaceId: WorkspaceId; rows: string }, never>(`UPDATE deal AS d SET search = r.search
  FROM jsonb_to_recordset($rows::jsonb) AS r (number integer, search text)
  WHERE d.workspace_id = $workspaceId AND d.number = r.number AND d.search <> r.search`);

const blankEvents = statement<Blanking & OfDeals, never>(`UPDATE deal_event
  SET before = ${blankedJson('before')}, after = ${blankedJson('after')}
  WHERE workspace_id = $workspaceId AND deal_number IN ${IN_DEALS} AND (before::text ~* $pattern OR after::text ~* $pattern)`);

const blankNotes = statement<Blanking, { deal_number: number }>(`UPDATE note SET text = ${blanked('text')}
  WHERE workspace_id = $workspaceId AND text ~* $pattern RETURNING deal_number`);

const blankDeliveries = statement<Blanking, { channel_id: string | null; message_ts: string | null }>(`UPDATE delivery
  SET payload = ${blankedJson('payload')} WHERE workspace_id = $workspaceId AND payload::text ~* $pattern RETURNING channel_id, message_ts`);

const blankAnswers = statement<Blanking, never>(`UPDATE handled SET answer = ${blankedJson('answer')}
  WHERE workspace_id = $workspaceId AND answer::text ~* $pattern`);

const deleteForms = statement<{ workspaceId: WorkspaceId; pattern: string }, never>(`DELETE FROM kept_form
  WHERE workspace_id = $workspaceId AND view ~* $pattern`);

const readCards = statement<
  OfDeals,
  { dealNumber: number; channelId: string; ts: string; shownVersion: number }
>(`SELECT deal_number AS "dealNumber", channel_id AS "channelId", message_ts AS ts, shown_version AS "shownVersion"
  FROM deal_card WHERE workspace_id = $workspaceId AND deal_number IN ${IN_DEALS} ORDER BY channel_id, deal_number`);

/** A text as a POSIX expression for itself, with any white space for its own. */
const toPattern = (text: string): string => text.replaceAll(/[^\p{L}\p{N}\s]/gu, '\\$&').replaceAll(/\s+/g, '\\s+');
/** The same for a text that stands in JSON. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
 * An expression for what would tell the person in a free text: e-mail addresses, phones in any spelling, names of two words and more. A first name
 * alone is anybody's.
 */
function createPattern(
  contacts: readonly Readonly<Record<'name' | 'email' | 'phone' | 'decider', string | null>>[],
): string | null {
  const texts = contacts.flatMap(({ name, email, decider }) => [
    ...(email === null ? [] : [email.trim()]),
    // Also as it is typed without the letters of its language, and as a row of an import was folded.
    ...[name, decider].flatMap((each) => (each !== null && /\S\s+\S/.test(each) ? [each.trim(), foldText(each)] : [])),
  ]);
  const phones = contacts.map(({ phone }) => phoneDigits(phone ?? '')).filter((digits) => digits !== '');
  const patterns = [
    ...texts.flatMap((text) => [toPattern(text), toPattern(inJson(text))]),
    ...phones.map((digits) => `(\\+?\\d{1,3}[ ().-]*)?${[...digits].join('[ ().-]*')}`),
  ];
  return patterns.length === 0 ? null : [...new Set(patterns)].join('|');
}

async function erase(sql: Sql, workspaceId: WorkspaceId, { ids, at }: { ids: string; at: string }): Promise<Erased> {
  const contacts = await readContacts(sql, { workspaceId, ids });
  if (contacts.length === 0) return { deals: [], notes: 0, cards: [], posts: [] };
  const numbers = (await readDeals(sql, { workspaceId, ids })).map(({ number }) => number);
  const deals = jsonb(numbers);
  await eraseContacts(sql, { workspaceId, ids, at });
  const notes = await eraseNotes(sql, { workspaceId, deals, at });
  const pattern = createPattern(contacts);
  const { posts, noted } = pattern === null ? NOTHING_BLANKED : await blankTexts(sql, { workspaceId, deals, pattern });
  const told = jsonb([...new Set([...numbers, ...noted])]);
  return {
    deals: numbers,
    notes: notes.length,
    cards: await readCards(sql, { workspaceId, deals: told }),
    posts,
  };
}

/** What tells a person who is typed: an e-mail address, a phone, or a name of two words and more; null for anything else. */
function patternOf(text: string): string | null {
  const isAddress = text.includes('@');
  const isPhone = !isAddress && phoneDigits(text) !== '';
  return createPattern([
    { name: isAddress || isPhone ? null : text, email: isAddress ? text : null, phone: isPhone ? text : null, decider: null },
  ]);
}

const findInTexts = statement<
  { workspaceId: WorkspaceId; pattern: string },
  { notes: number; deals: readonly number[] }
>(`WITH noted AS (SELECT deal_number FROM note WHERE workspace_id = $workspaceId AND text ~* $pattern)
  SELECT (SELECT count(*) FROM noted)::integer AS notes, coalesce((SELECT jsonb_agg(number ORDER BY number) FROM (
    SELECT number FROM deal WHERE workspace_id = $workspaceId
      AND concat_ws(' | ', name, company, next_step, later_steps::text, source, external_id) ~* $pattern
    UNION SELECT deal_number FROM noted) AS named), '[]') AS deals`);

async function eraseNamed(sql: Sql, workspaceId: WorkspaceId, pattern: string): Promise<Erased> {
  const [found] = await findInTexts(sql, { workspaceId, pattern });
  const numbers = found?.deals ?? [];
  const deals = jsonb(numbers);
  const { posts, noted } = await blankTexts(sql, { workspaceId, deals, pattern });
  return { deals: numbers, notes: noted.length, cards: await readCards(sql, { workspaceId, deals }), posts };
}

/** What was found in free texts: posts made of it, and deals whose notes named the person. */
type Blanked = { readonly posts: Erased['posts']; readonly noted: readonly number[] };
const NOTHING_BLANKED: Blanked = { posts: [], noted: [] };

async function blankTexts(sql: Sql, { deals, ...of }: OfDeals & { readonly pattern: string }): Promise<Blanked> {
  const blanking = { ...of, blank: BLANK };
  const renamed = await blankDeals(sql, { ...blanking, deals });
  const rows = renamed.map((deal) => ({ number: deal.number, search: searchText(deal) }));
  await setSearch(sql, { workspaceId: of.workspaceId, rows: jsonb(rows) });
  await blankEvents(sql, { ...blanking, deals });
  const notes = await blankNotes(sql, blanking);
  await blankAnswers(sql, blanking);
  await deleteForms(sql, of);
  const deliveries = await blankDeliveries(sql, blanking);
  return {
    noted: notes.map(({ deal_number: number }) => number),
    posts: deliveries.flatMap(({ channel_id: channelId, message_ts: ts }) =>
      channelId === null || ts === null ? [] : [{ channelId, ts }],
    ),
  };
}

/** People outside the team, of one workspace. */
export const createContactStore = (prisma: PrismaClient, workspaceId: WorkspaceId): Contacts => ({
  find: async (text, limit) => {
    const part = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
    const rows = await findContacts(prisma, { workspaceId, text, digits: phoneDigits(text), part, limit });
    return rows.map(({ contact }) => contact);
  },
  findNamed: async (text) => {
    const pattern = patternOf(text);
    if (pattern === null) return undefined;
    const [found] = await findInTexts(prisma, { workspaceId, pattern });
    return found ?? { deals: [], notes: 0 };
  },
  eraseNamed: async (text) => {
    const pattern = patternOf(text);
    if (pattern === null) return { deals: [], notes: 0, cards: [], posts: [] };
    return prisma.$transaction((sql) => eraseNamed(sql, workspaceId, pattern));
  },
  erase: (contactIds, at) => prisma.$transaction((sql) => erase(sql, workspaceId, { ids: jsonb(contactIds), at: toIso(at) })),
});
