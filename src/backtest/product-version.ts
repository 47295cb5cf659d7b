import { readFileSync } from 'node:fs';

/** Name and version of this product, from package.json: 'lejek 0.1.0'. */
export function productVersion(): string {
  const { name, version }: { readonly name?: unknown; readonly version?: unknown } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return `${name} ${version}`;
}
