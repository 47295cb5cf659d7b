import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { productionPaths } from '../../scripts/production-packages.mjs';

const lockSchema = z.object({ packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })) });
const lock = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
const kept = productionPaths(lock);

/** Names of the packages that the sources of production import. */
function importedPackages(): ReadonlySet<string> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
  );
  const names = files.flatMap((file) => {
    const text = readFileSync(join('src', file), 'utf8');
    const found = text.matchAll(
      /^(?:import|export) (?!type\b)[^;]*?from '([^.'][^']*)'|\bimport\('([^.'][^']*)'\)|\brequire\('([^.'][^']*)'\)/gm,
    );
    return [...found].map(([, ...specifiers]) => specifiers.find((each) => each !== undefined) ?? '');
  });
  return new Set(names.filter((name) => !isBuiltin(name)).map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name));
}

describe('what production keeps of node_modules', () => {
  it('holds every package that its sources import', () => {
    const imported = importedPackages();
    expect(imported).toContain('@slack/bolt');
    expect([...imported].filter((name) => !kept.has(`node_modules/${name}`))).toEqual([]);
  });

  it('holds nothing that only development asks for, though an optional peer names it too', () => {
    for (const name of ['prisma', 'typescript', '@prisma/engines', '@prisma/studio-core', 'vitest']) {
      expect(lock.packages[`node_modules/${name}`], name).toBeDefined();
      expect([...kept], name).not.toContain(`node_modules/${name}`);
    }
    expect([...kept].filter((path) => lock.packages[path]?.dev === true)).toEqual([]);
    // npm's own way keeps what an optional peer asks for.
    const npmKeeps = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);
    expect(kept.size).toBeLessThan(npmKeeps.length - 100);
  });

  it('is what the image is made of', () => {
    expect(readFileSync('Dockerfile', 'utf8')).toContain('npm run build && npm run -s prune-production');
  });
});
