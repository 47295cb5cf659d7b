/** How far each person has read each channel: `marks[userId][channelId]` is the `ts` of the last message seen. */
export type StoredReadMarks = { readonly [userId: string]: { readonly [channelId: string]: string } };

export type ReadMarks = {
  /** '0' where nothing was read. */
  lastReadTs(userId: string, channelId: string): string;
  /** Reading goes forward only. True when the mark moved. */
  markRead(userId: string, channelId: string, ts: string): boolean;
  all(): StoredReadMarks;
};

/** Keeps read marks in memory, from what was kept before. */
export function createReadMarks(marks: StoredReadMarks = {}): ReadMarks {
  let kept = marks;
  const of = (userId: string, channelId: string) => kept[userId]?.[channelId] ?? '0';
  return {
    lastReadTs: of,
    markRead(userId, channelId, ts) {
      if (Number(ts) <= Number(of(userId, channelId))) return false;
      kept = { ...kept, [userId]: { ...kept[userId], [channelId]: ts } };
      return true;
    },
    all: () => kept,
  };
}
