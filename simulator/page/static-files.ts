import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.json': 'application/json',
};

/** Nothing from elsewhere may be loaded, framed or run. Pictures may also be data: those that the page draws itself. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Sends a file of the built page; `/` is index.html. @returns false when there is no such file. */
export async function sendFile(response: ServerResponse, dir: string, pathname: string): Promise<boolean> {
  const wanted = normalize(join(dir, pathname === '/' ? 'index.html' : pathname));
  const type = TYPES[extname(wanted)];
  if (!wanted.startsWith(dir + sep) || type === undefined) return false;
  const bytes = await readFile(wanted).catch(() => undefined);
  if (bytes === undefined) return false;
  // Assets carry a hash of their content in their names.
  const cache = pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-store';
  response
    .writeHead(200, {
      'content-type': type,
      'cache-control': cache,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    .end(bytes);
  return true;
}
