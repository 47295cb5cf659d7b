import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AccountKind, classifyAccount, mayUse, type SlackAccount } from '../../../src/core/people/account.ts';

const OURS = 'T0OURS';

const accounts: fc.Arbitrary<SlackAccount> = fc.record({
  teamIds: fc.subarray([OURS, 'T0OTHER', 'E0ORG']),
  isExternal: fc.boolean(),
  isGuest: fc.boolean(),
  isBot: fc.boolean(),
  isDeactivated: fc.boolean(),
});

it('only a full account of the workspace, in use and held by a person, is a member', () => {
  fc.assert(
    fc.property(accounts, (account) => {
      const { teamIds, isExternal, isGuest, isBot, isDeactivated } = account;
      const isFull = teamIds.includes(OURS) && !isExternal && !isGuest && !isBot && !isDeactivated;
      expect(classifyAccount(account, OURS) === 'member').toBe(isFull);
    }),
  );
});

it('no word of an admin lets in anybody but a guest of the workspace', () => {
  fc.assert(
    fc.property(accounts, (account) => {
      const kind = classifyAccount(account, OURS);
      const letIn = mayUse(kind, { isAllowedGuest: true });
      expect(letIn).toBe(kind === 'member' || kind === 'guest');
      if (letIn) expect(account.teamIds).toContain(OURS);
      expect(mayUse(kind, { isAllowedGuest: false })).toBe(kind === 'member');
    }),
  );
});

it.each<[Partial<SlackAccount>, AccountKind]>([
  [{}, 'member'],
  [{ teamIds: ['T0OTHER', OURS] }, 'member'],
  [{ isGuest: true }, 'guest'],
  [{ isGuest: true, teamIds: ['T0OTHER'] }, 'stranger'],
  [{ teamIds: [] }, 'stranger'],
  [{ isExternal: true }, 'stranger'],
  [{ isGuest: true, isDeactivated: true }, 'left'],
  [{ isBot: true, isDeactivated: true }, 'bot'],
])('%j is a %s', (some, kind) => {
  const account = { teamIds: [OURS], isExternal: false, isGuest: false, isBot: false, isDeactivated: false, ...some };
  expect(classifyAccount(account, OURS)).toBe(kind);
});
