import type { Database } from '../../src/store/db/database.ts';

/** The same, telling of every call of a method in it, however deep, by its path. */
function watched<T extends object>(whole: T, called: (path: string) => void, path = ''): T {
  return new Proxy(whole, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      const inside = path === '' ? String(name) : `${path}.${String(name)}`;
      if (typeof value === 'function') {
        return (...given: unknown[]) => {
          called(typeof given[0] === 'string' ? `${inside} ${given[0].replaceAll(/\s+/g, ' ').slice(0, 80)}` : inside);
          return value.apply(target, given);
        };
      }
      return value instanceof Object ? watched(value, called, inside) : value;
    },
  });
}

export type QueryCount = {
  /** Over this database the app is to be started. */
  readonly database: Database;
  /** What the database is asked while something runs, in order: 'member.findMany', '$queryRaw' … */
  readonly during: (work: () => Promise<unknown>) => Promise<readonly string[]>;
};

/** Counts what the app asks its database; a statement each, but for what Prisma reads of related rows. */
export function countQueries(database: Database): QueryCount {
  let asked: string[] = [];
  const prisma = watched(database.prisma, (path) => void asked.push(path));
  return {
    database: { ...database, prisma },
    during: async (work) => {
      asked = [];
      await work();
      return asked;
    },
  };
}
