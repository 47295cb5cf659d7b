/** See production-packages.mjs. */
export function productionPaths(lock: { readonly packages: Readonly<Record<string, object>> }): ReadonlySet<string>;
