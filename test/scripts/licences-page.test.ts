import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KNOWN_LICENCES, LICENCES_PAGE, licencesPage, licensedPackages, unknownLicences } from '../../scripts/licences-page.ts';
import { productionPaths } from '../../scripts/production-packages.mjs';

const packages = licensedPackages();

/** A lock in which one dependency has this licence. */
const lockWith = (licence: string | undefined) => ({
  packages: {
    '': { dependencies: { 'some-package': '1.0.0' } },
    'node_modules/some-package': { version: '1.0.0', ...(licence === undefined ? {} : { license: licence }) },
  },
});

describe('the licences of production', () => {
  it('are all known', () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(unknownLicences(packages)).toEqual([]);
  });

  it('that nobody has looked at are refused, and so is a package without one', () => {
    for (const licence of [
      'GPL-3.0-only',
      'AGPL-3.0',
      'EPL-2.0',
      'SEE LICENSE IN LICENSE',
      'MIT OR GPL-2.0',
      'toString',
      undefined,
    ])
      expect(unknownLicences(licensedPackages(lockWith(licence))), licence ?? 'none').toHaveLength(1);
    expect(unknownLicences(licensedPackages(lockWith('MIT')))).toEqual([]);
  });

  it('are those that the packages name themselves', () => {
    const installed = packages.filter(({ name }) => existsSync(join('node_modules', name, 'package.json')));
    expect(installed.length).toBeGreaterThan(100);
    for (const { name, version, licence } of installed) {
      const own = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8'));
      // Another version of it may lie deeper.
      if (own.version === version) expect(own.license, name).toBe(licence);
    }
  });

  it('belong to packages whose contents the lock file fixes by a checksum', () => {
    const { packages: locked } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    for (const path of productionPaths({ packages: locked })) expect(locked[path].integrity, path).toMatch(/^sha512-/);
  });

  it('are listed as the lock file has them: else run npm run -s docs', () => {
    expect(readFileSync(LICENCES_PAGE, 'utf8')).toBe(licencesPage());
  });

  it('that no package has any more are not kept in the table', () => {
    const used = new Set(packages.map(({ licence }) => licence));
    expect(Object.keys(KNOWN_LICENCES).filter((licence) => !used.has(licence))).toEqual([]);
  });
});
