import { readFile } from 'node:fs/promises';
import type { SqlDriverAdapterFactory } from '@prisma/client/runtime/client';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

declare global {
  /** The one function needed here; Node's own types leave the namespace empty. */
  namespace WebAssembly {
    function instantiate(
      bytes: Uint8Array,
      imports: Readonly<Record<string, object>>,
    ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
  }
}

/** Prisma Migrate's engine as WebAssembly, at work on the database of an adapter. */
export type SchemaEngine = bindings.SchemaEngine;

/**
 * Starts Prisma Migrate's own engine. The package's entry imports its `.wasm` as a module, which Node does not do: it is loaded by hand.
 *
 * @param database to look at. @param shadow makes an empty one, on which the engine plays the migrations to see where they lead.
 */
export async function startSchemaEngine(
  schema: { readonly path: string; readonly content: string },
  database: SqlDriverAdapterFactory,
  shadow: () => Promise<SqlDriverAdapterFactory>,
): Promise<SchemaEngine> {
  await loadOnce();
  const { provider, adapterName } = database;
  return bindings.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory({
      provider,
      adapterName,
      connect: () => database.connect(),
      connectToShadowDb: async () => (await shadow()).connect(),
    }),
  );
}

let loading: Promise<void> | undefined;

function loadOnce(): Promise<void> {
  loading ??= load();
  return loading;
}

async function load(): Promise<void> {
  const glue = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const { instance } = await WebAssembly.instantiate(await readFile(new URL('schema_engine_bg.wasm', glue)), {
    './schema_engine_bg.js': Object.fromEntries(Object.entries(bindings)),
  });
  asFunction(Reflect.get(bindings, '__wbg_set_wasm'))(instance.exports);
  asFunction(instance.exports['__wbindgen_start'])();
}

function asFunction(value: unknown): (...args: readonly unknown[]) => unknown {
  if (typeof value !== 'function') throw new Error('this version of @prisma/schema-engine-wasm is laid out differently');
  return (...args) => Reflect.apply(value, undefined, args);
}
