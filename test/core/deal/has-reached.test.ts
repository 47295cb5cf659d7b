import { expect, test } from 'vitest';
import { hasReached } from '../../../src/core/deal/has-reached.ts';
import { freshDeal, PIPELINE } from '../../support/deal-builders.ts';

const { deal } = freshDeal().file;
const reached = (more: Partial<typeof deal>, stageId: string) => hasReached(PIPELINE, { ...deal, ...more }, stageId);

test('a deal has reached the stage that it is in and those before it, and a won one every stage', () => {
  expect(reached({ stageId: 'offer' }, 'prospect')).toBe(true);
  expect(reached({ stageId: 'offer' }, 'offer')).toBe(true);
  expect(reached({ stageId: 'prospect' }, 'offer')).toBe(false);
  expect(reached({ stageId: 'prospect', outcome: 'won' }, 'offer')).toBe(true);
  expect(reached({ stageId: 'offer', outcome: 'lost' }, 'prospect')).toBe(false);
});

test('a stage that is not in use any more has been reached by who still stands in it', () => {
  expect(reached({ stageId: 'removed' }, 'removed')).toBe(true);
  expect(reached({ stageId: 'offer' }, 'removed')).toBe(false);
});
