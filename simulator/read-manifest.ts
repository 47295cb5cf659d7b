import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Manifest } from './manifest.ts';

const PATH = fileURLToPath(new URL('../manifest.yml', import.meta.url));

/** The project's own manifest.yml: what a workspace that installs Lejek grants it. */
export function readManifest(path = PATH): Manifest {
  const manifest: Manifest = parse(readFileSync(path, 'utf8'));
  return manifest;
}
