import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { productionPaths } from './production-packages.mjs';

/** The page of whose work production is made of. */
export const LICENCES_PAGE = 'docs/licences.md';

/**
 * Every licence that a package of production may have, by its SPDX expression, and what it asks of who passes the whole on. One that is not
 * here is looked at first: some ask for the sources of all that they are part of, or for more when it is used over a network.
 */
export const KNOWN_LICENCES: Readonly<Record<string, string>> = {
  MIT: 'keep its notice',
  ISC: 'keep its notice',
  'BSD-2-Clause': 'keep its notice',
  'BSD-3-Clause': 'keep its notice; no names in advertising',
  'Apache-2.0': 'keep its notice; say what you changed in it',
  'MPL-2.0': 'keep its notice; give the sources of its own files where you changed them',
  'PSF-2.0': 'keep its notice; say what you changed in it',
  'MIT AND OFL-1.1': 'keep both notices; the font is not sold by itself',
  '(ISC AND CC-BY-3.0)': 'keep its notice; name Wikipedia, which its data are from',
  Unlicense: 'nothing',
};

const packageSchema = z.looseObject({ version: z.string(), license: z.string().optional(), optional: z.boolean().optional() });
const lockSchema = z.object({ packages: z.record(z.string(), z.looseObject({})) });

/** A package of the production tree. `licence` is what it says itself, in SPDX's words. */
export type LicensedPackage = { readonly name: string; readonly version: string; readonly licence: string };

/** The packages that production keeps, those for other machines included, by name. */
export function licensedPackages(
  lock: unknown = JSON.parse(readFileSync('package-lock.json', 'utf8')),
): readonly LicensedPackage[] {
  const { packages } = lockSchema.parse(lock);
  return [...productionPaths({ packages })]
    .map((path) => {
      const { version, license } = packageSchema.parse(packages[path]);
      return { name: path.split('node_modules/').at(-1) ?? path, version, licence: license ?? 'none' };
    })
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Packages whose licence nobody has looked at. */
export const unknownLicences = (packages: readonly LicensedPackage[]): readonly LicensedPackage[] =>
  packages.filter(({ licence }) => !Object.hasOwn(KNOWN_LICENCES, licence));

/** The list as a page. */
export function licencesPage(packages: readonly LicensedPackage[] = licensedPackages()): string {
  const licences = Object.entries(KNOWN_LICENCES).map(([licence, asks]) => {
    const count = packages.filter((each) => each.licence === licence).length;
    return `| ${licence} | ${count} | ${asks} |`;
  });
  return [
    '<!-- made by npm run -s docs -->',
    '',
    '# Licences of what Lejek is made of',
    '',
    `Lejek itself is under the [MIT licence](../LICENSE). In production it runs on ${packages.length} packages: what \`package-lock.json\` reaches from \`dependencies\`, and what`,
    '`npm run -s prune-production` leaves; those of `@resvg/resvg-js-*` for other machines are counted too. `npm test` fails where one has a licence that',
    'is not in the first table. What only development uses is not here, and is no part of the image.',
    '',
    '| Licence | Packages | Asks of who passes it on |',
    '|---|---|---|',
    ...licences,
    '',
    '| Package | Version | Licence |',
    '|---|---|---|',
    ...packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
  ].join('\n');
}
