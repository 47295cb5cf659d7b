import { readFileSync } from 'node:fs';
import type { Font } from '../../../src/slack/charts/inter-metrics.ts';
import { fontFiles } from '../../../src/slack/charts/png.ts';

/** What the tests need to know of a font file: the glyph of a character, and how far it advances, in 1/2048 em. */
export type InterFont = { readonly has: (codePoint: number) => boolean; readonly advance: (codePoint: number) => number };

const WEIGHTS: readonly Font['weight'][] = [400, 600, 700];

/** Reads the font file that png.ts draws with. Layout: the OpenType specification, tables cmap (format 4), hhea and hmtx. */
export function interFont(weight: Font['weight']): InterFont {
  const file = readFileSync(fontFiles()[WEIGHTS.indexOf(weight)] ?? '');
  const glyphs = readGlyphs(file, tableOffset(file, 'cmap'));
  const metrics = file.readUInt16BE(tableOffset(file, 'hhea') + 34);
  const widths = tableOffset(file, 'hmtx');
  const glyph = (codePoint: number): number => glyphs.get(codePoint) ?? 0;
  return {
    has: (codePoint) => glyph(codePoint) !== 0,
    advance: (codePoint) => file.readUInt16BE(widths + 4 * Math.min(glyph(codePoint), metrics - 1)),
  };
}

function tableOffset(file: Buffer, name: string): number {
  for (let i = 0; i < file.readUInt16BE(4); i += 1) {
    const entry = 12 + i * 16;
    if (file.toString('latin1', entry, entry + 4) === name) return file.readUInt32BE(entry + 8);
  }
  throw new Error(`The font has no table ${name}.`);
}

function readGlyphs(file: Buffer, cmap: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  const at = formatFourOffset(file, cmap);
  const segments = file.readUInt16BE(at + 6);
  for (let i = 0; i < segments; i += 2) {
    const end = file.readUInt16BE(at + 14 + i);
    const start = file.readUInt16BE(at + 16 + segments + i);
    const delta = file.readUInt16BE(at + 16 + 2 * segments + i);
    const rangeAt = at + 16 + 3 * segments + i;
    const range = file.readUInt16BE(rangeAt);
    for (let codePoint = start; codePoint <= end && codePoint < 0xffff; codePoint += 1) {
      const indexed = range === 0 ? codePoint : file.readUInt16BE(rangeAt + range + 2 * (codePoint - start));
      glyphs.set(codePoint, indexed === 0 ? 0 : (indexed + delta) & 0xffff);
    }
  }
  return glyphs;
}

function formatFourOffset(file: Buffer, cmap: number): number {
  for (let i = 0; i < file.readUInt16BE(cmap + 2); i += 1) {
    const at = cmap + file.readUInt32BE(cmap + 8 + i * 8);
    if (file.readUInt16BE(at) === 4) return at;
  }
  throw new Error('The font maps no characters in format 4.');
}
