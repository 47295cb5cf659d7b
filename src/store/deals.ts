import type { Change } from '../core/change.ts';
import type { DealFile } from '../core/deal.ts';
import type { DealEvent } from '../core/deal-event.ts';
import type { Saved } from '../core/saved.ts';
import { countersOfLast } from '../core/stage-history.ts';
import { dealLists } from './deal-lists.ts';
import { type EventRow, eventOf, type FileRow, fileOf } from './deal-rows.ts';
import type { PrismaClient } from './generated/client.ts';
import type { NewId } from './ids.ts';
import { prepared } from './prepared.ts';
import { isDuplicate, query, retried } from './sql.ts';
import type { Deals, NotSaved, SavedBoth, SavedChange, WriteRequest } from './types/deals.ts';
import { type Write, writeDeal } from './write-deal.ts';

const FILE = prepared(`SELECT to_jsonb(d) AS deal, to_jsonb(c) AS contact, coalesce((
    SELECT jsonb_agg(k.criterion_id ORDER BY k.at, k.criterion_id) FROM criterion_tick AS k
    WHERE k.workspace_id = d.workspace_id AND k.deal_number = d.number), '[]') AS ticks
  FROM deal AS d LEFT JOIN contact AS c ON c.workspace_id = d.workspace_id AND c.id = d.contact_id
  WHERE d.workspace_id = $1 AND d.number = $2`);

const HISTORY = `SELECT to_jsonb(e) AS event FROM deal_event AS e WHERE e.workspace_id = $1 AND e.deal_number = $2 ORDER BY e.version`;

/** Ids of the rows that come with a change, put where deal and event point to them. */
export function withIds(change: Change, newId: NewId): Change {
  const contactId = change.contact === undefined ? change.deal.contactId : newId();
  const noteId = change.note === undefined ? null : newId();
  return {
    ...change,
    deal: { ...change.deal, contactId },
    event: { ...change.event, noteId, after: { ...change.event.after, contactId } },
  };
}

/** The deals of one workspace. */
export function dealsOf(prisma: PrismaClient, workspaceId: string, newId: NewId): Deals {
  const file = async (number: number): Promise<DealFile | undefined> => {
    const [row] = await query<FileRow>(prisma, FILE, workspaceId, number);
    return row === undefined ? undefined : fileOf(row);
  };
  const history = async (number: number): Promise<readonly DealEvent[]> =>
    (await query<{ event: EventRow }>(prisma, HISTORY, workspaceId, number)).map((row) => eventOf(row.event));

  const note: Deals['note'] = async (noteId) => {
    const row = await prisma.note.findUnique({ where: { workspaceId_id: { workspaceId, id: noteId } } });
    return row === null || row.erasedAt !== null ? undefined : { text: row.text, link: row.link };
  };

  /** A retry finds the deal changed by its own first run: then that is the answer, whatever a decision would say now. */
  const handledBefore = async (key: string | null): Promise<Saved | undefined> => {
    if (key === null) return undefined;
    const row = await prisma.handled.findUnique({ where: { workspaceId_key: { workspaceId, key } } });
    const answer = row?.answer;
    if (!(answer instanceof Object) || Array.isArray(answer)) return undefined;
    const number = Number(answer['number']);
    const [now, events] = [await file(number), await history(number)];
    const event = events.find((each) => each.version === Number(answer['version']));
    return now === undefined || event === undefined ? undefined : { ok: true, file: now, event, again: true };
  };

  const prepare = (past: readonly DealEvent[], decided: Change, request: WriteRequest): Write => {
    const change = withIds(decided, newId);
    const undone = past.find((each) => each.version === change.event.undoes);
    return {
      workspaceId,
      change,
      counters: countersOfLast([...past, change.event]),
      request,
      undoneAt: undone?.at ?? null,
    };
  };

  const done = async (before: DealFile | undefined, { change }: Write, number: number): Promise<SavedChange> => {
    const ticks = before?.ticks ?? [];
    const saved: DealFile = {
      deal: { ...change.deal, number },
      contact: change.contact ?? before?.contact ?? { name: null, email: null, phone: null, decider: null },
      ticks: [...ticks, ...change.ticks.filter((id) => !ticks.includes(id))],
    };
    // What an undo leaves confirmed, and whose contact it brings back, is the database's to say.
    const fresh = change.event.undoes === null ? saved : ((await file(number)) ?? saved);
    return { ok: true, file: fresh, event: { ...change.event, dealNumber: number }, again: false };
  };

  const write = async (
    before: DealFile | undefined,
    past: readonly DealEvent[],
    decided: Change,
    request: WriteRequest,
  ): Promise<Saved> => {
    const ready = prepare(past, decided, request);
    let number: number | undefined;
    try {
      number = await retried(() => writeDeal(prisma, ready));
    } catch (error) {
      const again = isDuplicate(error) ? await handledBefore(request.key) : undefined;
      if (again === undefined) throw error;
      return again;
    }
    if (number !== undefined) return done(before, ready, number);
    return (await handledBefore(request.key)) ?? movedOn(ready.change.deal.number);
  };

  /** The other one's key: one request writes both. */
  const secondKey = (key: string | null): string | null => (key === null ? null : `${key} second`);

  const bothBefore = async (key: string | null): Promise<SavedBoth | undefined> => {
    const [first, second] = [await handledBefore(key), await handledBefore(secondKey(key))];
    return first?.ok === true && second?.ok === true ? { ok: true, first, second } : undefined;
  };

  const writeBoth = async (writes: readonly [Write, Write], files: readonly [DealFile, DealFile]): Promise<SavedBoth> => {
    let lost: 'first' | 'second' | undefined;
    const [one, two] = writes;
    try {
      await retried(() =>
        prisma.$transaction(async (sql) => {
          for (const [which, each] of [['first', one] as const, ['second', two] as const]) {
            if ((await writeDeal(sql, each)) !== undefined) continue;
            lost = which;
            throw new Error('Somebody was faster: what was written is taken back.');
          }
        }),
      );
    } catch (error) {
      if (lost === undefined && !isDuplicate(error)) throw error;
      const again = await bothBefore(one.request.key);
      if (again !== undefined) return again;
      if (lost === undefined) throw error;
      return { ok: false, which: lost, saved: await movedOn((lost === 'first' ? one : two).change.deal.number) };
    }
    const [first, second] = files;
    return {
      ok: true,
      first: await done(first, one, first.deal.number),
      second: await done(second, two, second.deal.number),
    };
  };

  const movedOn = async (number: number): Promise<NotSaved> => {
    const now = await file(number);
    const last = (await history(number)).at(-1);
    return now === undefined || last === undefined
      ? { ok: false, why: 'noSuchDeal' }
      : { ok: false, why: 'changedMeanwhile', last, file: now };
  };

  return {
    create: async (decide, request) => {
      // The statement itself gives the number; until then it is 0.
      const decision = decide(0);
      if (!decision.ok) return { ok: false, why: 'refused', refusal: decision.refusal, file: undefined };
      return write(undefined, [], decision.change, request);
    },
    change: async (number, decide, request) => {
      const loaded = request.loaded ?? (await file(number));
      if (loaded === undefined) return { ok: false, why: 'noSuchDeal' };
      if (request.seenVersion !== undefined && request.seenVersion !== loaded.deal.version) {
        return (await handledBefore(request.key)) ?? movedOn(number);
      }
      const asked = request.history === true ? await history(number) : [];
      const decision = decide(loaded, asked);
      if (!decision.ok) {
        return (await handledBefore(request.key)) ?? { ok: false, why: 'refused', refusal: decision.refusal, file: loaded };
      }
      const { kind } = decision.change.event;
      // Only these take back what earlier events added.
      const past = (kind === 'undone' || kind === 'withdrawn') && asked.length === 0 ? await history(number) : asked;
      return write(loaded, past, decision.change, request);
    },
    changeBoth: async (one, two, decide, request) => {
      const asked = [one, two] as const;
      const [first, second] = await Promise.all(asked.map(({ number }) => file(number)));
      if (first === undefined) return { ok: false, which: 'first', saved: { ok: false, why: 'noSuchDeal' } };
      if (second === undefined) return { ok: false, which: 'second', saved: { ok: false, why: 'noSuchDeal' } };
      const files = [first, second] as const;
      const stale = asked.findIndex(({ version }, index) => version !== undefined && version !== files[index]?.deal.version);
      const decisions = decide(first, second);
      const refused = decisions.findIndex(({ ok }) => !ok);
      if (stale >= 0 || refused >= 0) {
        const again = await bothBefore(request.key);
        if (again !== undefined) return again;
      }
      if (stale >= 0) {
        const { number } = stale === 0 ? one : two;
        return { ok: false, which: stale === 0 ? 'first' : 'second', saved: await movedOn(number) };
      }
      const [firstly, secondly] = decisions;
      if (!firstly.ok) {
        return { ok: false, which: 'first', saved: { ok: false, why: 'refused', refusal: firstly.refusal, file: first } };
      }
      if (!secondly.ok) {
        return { ok: false, which: 'second', saved: { ok: false, why: 'refused', refusal: secondly.refusal, file: second } };
      }
      const pasts = await Promise.all(asked.map(({ number }) => history(number)));
      return writeBoth(
        [
          prepare(pasts[0] ?? [], firstly.change, request),
          prepare(pasts[1] ?? [], secondly.change, { ...request, key: secondKey(request.key) }),
        ],
        files,
      );
    },
    file,
    history,
    note,
    noteText: async (noteId) => (await note(noteId))?.text,
    ...dealLists(prisma, workspaceId),
  };
}
