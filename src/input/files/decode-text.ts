import { analyse } from 'chardet';

/** How the letters of a file are written. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1250' | 'windows-1252' | 'iso-8859-2';

/** Every {@link Encoding}. */
export const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1252', 'iso-8859-2'];

/** Text of a file. `notText`: its bytes are no letters; `broken`: some of them are damaged in the encoding that the rest is in. */
export type DecodedText =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly why: 'notText' }
  | { readonly ok: false; readonly why: 'broken'; readonly encoding: Encoding };

/** Encodings of one byte a letter, the likelier first where nothing tells them apart. */
const SINGLE_BYTE = ['windows-1250', 'windows-1252', 'iso-8859-2'] as const;
type SingleByte = (typeof SINGLE_BYTE)[number];

/** Bytes that are looked at to tell encodings apart. */
const SAMPLE_BYTES = 256 * 1024;

/** Letters of the languages that each is used for; those that Polish and German share say nothing. */
const CENTRAL = new Set('ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽőűŐŰĺľŕĽăâîșțşţȘȚŞŢđĐ');
const WESTERN = new Set('àâãåæçèêëìîïñòõøùûÿœÀÂÃÅÆÇÈÊËÌÎÏÑÒÕØÙÛŒŸ');
const SHARED = new Set('áéíóúýäöüßÁÉÍÓÚÝÄÖÜ');
/** Polish alone: where a file holds one of these, it is hardly anything else. */
const POLISH = new Set('ąćęłńóśźżĄĆĘŁŃÓŚŹŻ');
/** What typists and offices put around words. */
const PUNCTUATION = new Set('„”“’‘‚–—…«»§°€£\u00a0');

/** Control characters that no text holds: they show that the encoding is another. */
const CONTROLS = /[\u0080-\u009f]/;

const strict = (encoding: Encoding, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** The encoding that the first bytes declare. */
function declaredEncoding([first, second, third]: Uint8Array): Encoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** UTF-16 without a mark: text of Europe has a zero in every second byte, a file of one byte a letter has none at all. */
function unmarkedUtf16(sample: Uint8Array): Encoding | undefined {
  let [even, odd] = [0, 0];
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const most = sample.length / 4;
  if (odd > most && even < most / 8) return 'utf-16le';
  return even > most && odd < most / 8 ? 'utf-16be' : undefined;
}

/** Letters of two and three bytes that are whole, and bytes above ASCII that are part of none. */
function countUtf8(sample: Uint8Array): { readonly whole: number; readonly stray: number } {
  let [whole, stray] = [0, 0];
  for (let at = 0; at < sample.length; at += 1) {
    const byte = sample[at] ?? 0;
    if (byte < 0x80) continue;
    const length = byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : 0;
    const follows = Array.from({ length: Math.max(0, length - 1) }, (_, k) => sample[at + 1 + k] ?? 0);
    if (length > 0 && follows.every((next) => next >= 0x80 && next < 0xc0)) {
      whole += 1;
      at += length - 1;
    } else stray += 1;
  }
  return { whole, stray };
}

/**
 * How far a text reads like names that people write: each letter beyond ASCII counts for or against, by its neighbours.
 *
 * @returns -1..1
 */
function plausibility(text: string, encoding: SingleByte): number {
  const own = encoding === 'windows-1252' ? WESTERN : CENTRAL;
  let [score, count] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    const code = letter.charCodeAt(0);
    if (code < 0x80) continue;
    count += 1;
    const beside = /\p{L}/u.test(text[at - 1] ?? '') || /\p{L}/u.test(text[at + 1] ?? '');
    if (SHARED.has(letter)) score += 0.5;
    else if (own.has(letter)) score += (POLISH.has(letter) ? 1 : 0.75) * (beside ? 1 : 0.5);
    else if (PUNCTUATION.has(letter)) score += 0.4;
    else score -= 1;
    // `ŁÓDŹ` has capitals in a row, `Mü³ler` none between small letters.
    if (/\p{Lu}/u.test(letter) && /\p{Ll}/u.test(text[at - 1] ?? '')) score -= 0.7;
  }
  return count === 0 ? 0 : score / count;
}

/** What the letter pairs of whole languages say, by chardet: 0..1. Its ISO-8859-1 is the part of Windows-1252 that it has seen. */
function letterPairs(sample: Uint8Array): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { name, confidence } of analyse(sample)) {
    const key = name === 'ISO-8859-1' ? 'windows-1252' : name === 'ISO-8859-2' ? 'iso-8859-2' : name;
    found.set(key, Math.max(found.get(key) ?? 0, confidence / 100));
  }
  return found;
}

/** Of encodings of one byte a letter, the one in which the text reads best; undefined where it holds controls in each. */
function guessSingleByte(bytes: Uint8Array): SingleByte | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const pairs = letterPairs(sample);
  // The letters decide, the pairs only where these leave it open: on a table's short cells they are often wrong.
  const scored = SINGLE_BYTE.map((encoding) => {
    const whole = strict(encoding, bytes);
    const score =
      whole === undefined || CONTROLS.test(whole)
        ? Number.NEGATIVE_INFINITY
        : plausibility(whole.slice(0, SAMPLE_BYTES), encoding);
    return { encoding, score: score + 0.1 * (pairs.get(encoding) ?? 0) };
  });
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined || best.score === Number.NEGATIVE_INFINITY ? undefined : best.encoding;
}

/**
 * The text of a file whose encoding nobody has said: UTF-8 and UTF-16 with and without a mark, Windows-1250, Windows-1252, ISO-8859-2.
 * Nothing is replaced: bytes that are no letters in the encoding are refused. The mark is no part of the text.
 *
 * @param given the encoding, where a person has said it.
 */
export function decodeText(bytes: Uint8Array, given?: Encoding): DecodedText {
  const read = (encoding: Encoding): DecodedText => {
    const text = strict(encoding, bytes);
    if (text === undefined) return { ok: false, why: 'broken', encoding };
    return text.includes('\0') ? { ok: false, why: 'notText' } : { ok: true, text, encoding };
  };
  const known = given ?? declaredEncoding(bytes) ?? unmarkedUtf16(bytes.subarray(0, SAMPLE_BYTES));
  if (known !== undefined) return read(known);
  if (bytes.includes(0)) return { ok: false, why: 'notText' };
  if (strict('utf-8', bytes) !== undefined) return read('utf-8');
  const { whole, stray } = countUtf8(bytes);
  if (whole > stray) return { ok: false, why: 'broken', encoding: 'utf-8' };
  const guess = guessSingleByte(bytes);
  return guess === undefined ? { ok: false, why: 'notText' } : read(guess);
}
