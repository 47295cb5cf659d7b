import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const gunzipAsync = promisify(gunzip);
/** The first two bytes of gzip: a name may lie. Source: RFC 1952, section 2.3.1. */
const GZIP_MAGIC = [0x1f, 0x8b] as const;
const MEGABYTE = 1024 * 1024;
/** A million lines of a stage history are about 80 MB. */
const MAX_TEXT_MB = 128;
/** Text of rows that resemble each other packs to a twentieth, at most a fiftieth; a bomb to a thousandth. */
const MAX_RATIO = 100;
/** A small file may be of one letter only. */
const MIN_TEXT_MB = 1;

/**
 * The text of a file, unpacked where it is gzip.
 *
 * @throws RangeError for a file that is too large, or unpacks to more than such a file does; else as reading and unpacking do.
 */
export async function readTextFile(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size > MAX_TEXT_MB * MEGABYTE) throw new RangeError(`The file is larger than ${MAX_TEXT_MB} MB: split it.`);
    const bytes = await handle.readFile();
    const isPacked = bytes[0] === GZIP_MAGIC[0] && bytes[1] === GZIP_MAGIC[1];
    return (isPacked ? await unpack(bytes) : bytes).toString('utf8');
  } finally {
    await handle.close();
  }
}

async function unpack(bytes: Buffer): Promise<Buffer> {
  const most = Math.max(MIN_TEXT_MB * MEGABYTE, Math.min(MAX_TEXT_MB * MEGABYTE, bytes.length * MAX_RATIO));
  try {
    return await gunzipAsync(bytes, { maxOutputLength: most });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`The file unpacks to more than ${Math.floor(most / MEGABYTE)} MB: that is no stage history.`, {
      cause: error,
    });
  }
}
