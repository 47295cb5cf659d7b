import fc from 'fast-check';

const CHARACTER = fc.oneof(
  fc.integer({ min: 0x20, max: 0x17f }).map((codePoint) => String.fromCodePoint(codePoint)),
  fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  fc.integer({ min: 0x1f300, max: 0x1faff }).map((codePoint) => String.fromCodePoint(codePoint)),
  fc.constantFrom(' ', '\n', '\u0000', '\u0307', '\u200d', '\ufe0f', '\ud83d', '<', '&', '👨‍👩‍👧', '商', 'ع'),
);

/** Anything that a person or a machine may call a stage; fast-check's own `binary` unit takes 1.5 s to prepare. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: CHARACTER, maxLength });
}
