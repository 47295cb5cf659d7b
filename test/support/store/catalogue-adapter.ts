import type { SqlDriverAdapterFactory } from '@prisma/client/runtime/client';
import { type ColumnType, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** Types of PostgreSQL's catalogue by OID; Prisma's own adapter does not know "char" (18), so that its engine cannot describe a schema. */
const TYPES: Readonly<Record<number, ColumnType>> = {
  16: ColumnTypeEnum.Boolean,
  18: ColumnTypeEnum.Character,
  19: ColumnTypeEnum.Text,
  20: ColumnTypeEnum.Int64,
  21: ColumnTypeEnum.Int32,
  23: ColumnTypeEnum.Int32,
  25: ColumnTypeEnum.Text,
  26: ColumnTypeEnum.Int64,
  1003: ColumnTypeEnum.TextArray,
  1005: ColumnTypeEnum.Int32Array,
  1009: ColumnTypeEnum.TextArray,
  1043: ColumnTypeEnum.Text,
  1184: ColumnTypeEnum.DateTime,
  2205: ColumnTypeEnum.Text,
};
/** The client's own parser would make numbers and dates of these; the engine wants text. */
const AS_TEXT: ReadonlySet<number> = new Set([20, 26]);

/** A PostgreSQL database for Prisma's schema engine: it runs scripts whole, and reads the catalogue. */
export function catalogueAdapter(databaseUrl: string): SqlDriverAdapterFactory {
  const about = { provider: 'postgres', adapterName: '@prisma/adapter-pg' } as const;
  return {
    ...about,
    connect: async () => {
      const client = new pg.Client({ connectionString: databaseUrl, options: '-c TimeZone=UTC' });
      await client.connect();
      const run = ({ sql, args }: { readonly sql: string; readonly args: readonly unknown[] }) =>
        client.query<unknown[]>({
          text: sql,
          values: [...args],
          rowMode: 'array',
          types: { getTypeParser: (oid: number) => (AS_TEXT.has(oid) ? String : pg.types.getTypeParser(oid)) },
        });
      return {
        ...about,
        queryRaw: async (query) => {
          const { fields, rows } = await run(query);
          return {
            columnNames: fields.map(({ name }) => name),
            columnTypes: fields.map(({ name, dataTypeID }) => typeOf(name, dataTypeID)),
            rows: rows.map((row) => row.map((value) => (value instanceof Date ? value.toISOString() : value))),
          };
        },
        executeRaw: async (query) => (await run(query)).rowCount ?? 0,
        executeScript: async (script) => {
          await client.query(script);
        },
        startTransaction: () => Promise.reject(new Error('the schema engine starts no transaction')),
        dispose: () => client.end(),
      };
    },
  };
}

function typeOf(name: string, oid: number): ColumnType {
  const type = TYPES[oid];
  if (type === undefined) throw new Error(`column ${name} has the type ${oid}, which is not known here`);
  return type;
}
