import type { Database } from '../../../src/store/db/database.ts';

/** Around both changes of Warsaw's clock in 2026, the hour that does not exist and the hour that comes twice included. */
export const AROUND_CLOCK_CHANGES = [
  '2026-03-29T00:59:59.999Z',
  '2026-03-29T01:00:00.000Z',
  '2026-03-29T01:30:00.123Z',
  '2026-10-25T00:30:00.001Z',
  '2026-10-25T01:30:00.001Z',
  '2026-10-25T02:00:00.000Z',
].map((text) => new Date(text));

/** A row of the table `workspace` with an instant in it. */
export const workspaceRow = (id: string, createdAt = new Date('2026-11-24T09:00:00Z')) => ({
  id,
  name: 'Acme',
  counterVersion: 1,
  createdAt,
});

/** Writes each instant by Prisma, reads it by Prisma and by SQL, and gives back both readings. */
export async function roundTrip(database: Database, instants: readonly Date[]) {
  await database.prisma.workspace.createMany({ data: instants.map((at, i) => workspaceRow(`T${i}`, at)) });
  const read = await database.prisma.workspace.findMany({ orderBy: { id: 'asc' } });
  const ms = await database.prisma.$queryRaw<{ ms: bigint }[]>`
    SELECT (extract(epoch FROM created_at) * 1000)::bigint AS ms FROM workspace ORDER BY id`;
  return { byPrisma: read.map((row) => row.createdAt.getTime()), bySql: ms.map((row) => Number(row.ms)) };
}
