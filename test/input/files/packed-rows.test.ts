import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRowPacker } from '../../../src/input/files/packed-rows.ts';
import type { TableRow } from '../../../src/input/files/table.ts';

function pack(rows: readonly TableRow[]) {
  const packer = createRowPacker();
  for (const row of rows) packer.add(row);
  return packer.rows();
}

it('rows that are put away come back as they were, in order and one by one', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0),
  );
  const row = fc.record({ line: fc.nat(), cells: fc.array(cell, { maxLength: 6 }) }, { noNullPrototype: true });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const packed = pack(rows);
      expect([...packed]).toEqual(rows);
      // Again, and in any order.
      expect(rows.map((_, index) => packed.at(rows.length - 1 - index))).toEqual(rows.toReversed());
      expect([packed.length, packed.at(rows.length), packed.at(-1)]).toEqual([rows.length, undefined, undefined]);
    }),
  );
});

it('a row may be larger than what is put away at a time', () => {
  const long = 'ż'.repeat(3_000_000);
  const rows = [
    { line: 2, cells: ['a', 1] },
    { line: 3, cells: [long, ''] },
    { line: 9, cells: ['b', 2.5] },
  ];
  const packed = pack(rows);
  expect([packed.at(0), packed.at(2)]).toEqual([rows[0], rows[2]]);
  expect(packed.at(1)?.cells[0] === long).toBe(true);
});
