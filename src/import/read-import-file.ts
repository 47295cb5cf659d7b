import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { TABLE_LIMITS } from '../input/files/table.ts';

const gunzipAsync = promisify(gunzip);

/**
 * The bytes of a file, unpacked where it is gzip.
 *
 * @throws RangeError for a file that is too large, or unpacks to more than may be.
 */
export async function readImportFile(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size > TABLE_LIMITS.bytes) throw tooLarge();
    const bytes = await handle.readFile();
    // A name may lie. Source: RFC 1952, section 2.3.1.
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpack(bytes) : bytes;
  } finally {
    await handle.close();
  }
}

async function unpack(bytes: Buffer): Promise<Uint8Array> {
  try {
    return await gunzipAsync(bytes, { maxOutputLength: TABLE_LIMITS.bytes });
  } catch (error) {
    throw error instanceof RangeError ? tooLarge() : error;
  }
}

const tooLarge = (): RangeError => new RangeError(`The file is larger than ${TABLE_LIMITS.bytes / 1024 ** 2} MB: split it.`);
