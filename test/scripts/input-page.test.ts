import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { INPUT_PAGE, inputPage } from '../../scripts/input-page.ts';

it('the page of what can be typed has the tables as the tests have them: else run npm run -s docs', () => {
  expect(readFileSync(INPUT_PAGE, 'utf8')).toBe(inputPage());
});
