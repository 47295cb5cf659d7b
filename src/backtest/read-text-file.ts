import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const gunzipAsync = promisify(gunzip);
/** The first two bytes of gzip: a name may lie. Source: RFC 1952, section 2.3.1. */
const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** The text of a file, unpacked where it is gzip. @throws as `readFile` and `gunzip` do. */
export async function readTextFile(file: string): Promise<string> {
  const bytes = await readFile(file);
  return (bytes[0] === GZIP_MAGIC[0] && bytes[1] === GZIP_MAGIC[1] ? await gunzipAsync(bytes) : bytes).toString('utf8');
}
