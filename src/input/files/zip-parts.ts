import { unzipSync } from 'fflate';

/** What the unpacked parts of a spreadsheet may come to, in all and against the packed file. */
const MOST_UNPACKED = 512 * 1024 * 1024;
const MOST_RATIO = 200;
const MOST_PARTS = 1000;

/** The packed file says of itself that it would unpack to more than may be. */
export class ZipBombError extends Error {}

/**
 * Unpacks the parts of a ZIP that are asked for. The sizes that the file declares are checked before anything is unpacked, and no part
 * becomes larger than it declares.
 *
 * @throws ZipBombError where they are too large; whatever fflate throws for a file that is no ZIP.
 */
export function unzipParts(bytes: Uint8Array, wanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> {
  let [unpacked, parts] = [0, 0];
  const files = unzipSync(bytes, {
    filter: ({ name, size, originalSize }) => {
      parts += 1;
      if (parts > MOST_PARTS) throw new ZipBombError('too many parts');
      if (!wanted(name)) return false;
      unpacked += originalSize;
      if (unpacked > MOST_UNPACKED || originalSize > MOST_RATIO * Math.max(size, 1024)) throw new ZipBombError(name);
      return true;
    },
  });
  return new Map(Object.entries(files));
}
