import { Unzip, UnzipInflate, unzipSync } from 'fflate';

/** What the parts of a spreadsheet may come to, in all and against the packed file. */
const MOST_UNPACKED = 512 * 1024 * 1024;
const MOST_RATIO = 200;
const MOST_PARTS = 1000;
/** Packed bytes at a time: DEFLATE makes at most 1,032 of one (RFC 1951), so that eight megabytes stand unpacked at most. */
const SLICE_BYTES = 8 * 1024;

/** The file holds more than may be. */
export class ZipBombError extends Error {}

/** A ZIP whose parts are unpacked piece by piece: none of them stands in memory as a whole. */
export type ZipParts = {
  readonly has: (name: string) => boolean;
  /** @param most bytes of the part. @throws ZipBombError where there are more; Error where the file is damaged. */
  readonly unpack: (name: string, most?: number) => Generator<Uint8Array, void>;
};

/**
 * Opens a ZIP. The sizes that it declares are looked at before anything is unpacked, and what comes out is counted, whatever was declared.
 *
 * @throws ZipBombError where they are too large; whatever fflate throws for a file that is no ZIP.
 */
export function openZip(bytes: Uint8Array): ZipParts {
  const names = new Set<string>();
  let [declared, unpacked] = [0, 0];
  unzipSync(bytes, {
    filter: ({ name, size, originalSize }) => {
      names.add(name);
      declared += originalSize;
      const isTooLarge = declared > MOST_UNPACKED || originalSize > MOST_RATIO * Math.max(size, 1024);
      if (names.size > MOST_PARTS || isTooLarge) throw new ZipBombError(name);
      return false;
    },
  });
  return {
    has: (name) => names.has(name),
    unpack: function* (name, most = MOST_UNPACKED) {
      let ofPart = 0;
      for (const piece of unpackPart(bytes, name)) {
        ofPart += piece.length;
        unpacked += piece.length;
        if (ofPart > most || unpacked > MOST_UNPACKED) throw new ZipBombError(name);
        yield piece;
      }
    },
  };
}

function* unpackPart(bytes: Uint8Array, wanted: string): Generator<Uint8Array, void> {
  let ready: Uint8Array[] = [];
  let state: 'before' | 'within' | 'after' = 'before';
  const unzip = new Unzip((file) => {
    if (file.name !== wanted || state !== 'before') return;
    state = 'within';
    file.ondata = (error, piece, isFinal) => {
      if (error !== null) throw error;
      ready.push(piece);
      if (isFinal) state = 'after';
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const isAfter = (): boolean => state === 'after';
  const isWithin = (): boolean => state === 'within';
  for (let from = 0; from < bytes.length && !isAfter(); from += SLICE_BYTES) {
    unzip.push(bytes.subarray(from, from + SLICE_BYTES), from + SLICE_BYTES >= bytes.length);
    yield* ready;
    ready = [];
  }
  if (isWithin()) throw new Error(`${wanted} is cut short`);
}
