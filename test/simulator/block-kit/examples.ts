import { describe, expect, it } from 'vitest';
import { validateMessage, validateView } from '../../../simulator/block-kit/validate.ts';

/** A JSON object in an example. */
export type Json = { readonly [field: string]: unknown };

/** A rule of Block Kit: what it says, a thing that keeps it, one that breaks it, and the problem that Slack names. */
export type RuleExample = readonly [fact: string, kept: Json, broken: Json, problem: string];

export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const option = (text: string, value = text) => ({ text: plain(text), value });
export const options = (count: number) => Array.from({ length: count }, (_, index) => option(`Option ${index}`));
export const repeat = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
export const button = (fields: Json = {}) => ({ type: 'button', text: plain('Advance'), ...fields });
export const section = (fields: Json = {}) => ({ type: 'section', text: plain('D-141 Bielik'), ...fields });
export const input = (element: Json, fields: Json = {}) => ({ type: 'input', label: plain('Value'), element, ...fields });
export const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

export const inMessage = (...blocks: unknown[]) => validateMessage({ text: 'Deal', blocks });
export const inModal = (...blocks: unknown[]) =>
  validateView({ type: 'modal', title: plain('Deal'), submit: plain('Save'), blocks });
export const inHome = (...blocks: unknown[]) => validateView({ type: 'home', blocks });

/** One test a rule: what keeps it is accepted, what breaks it is refused with that one problem. */
export function testRules(title: string, validate: (thing: Json) => string[], rules: readonly RuleExample[]): void {
  describe(title, () => {
    it.each(rules)('%s', (_fact, kept, broken, problem) => {
      expect(validate(kept)).toEqual([]);
      expect(validate(broken)).toEqual([expect.stringContaining(problem)]);
    });
  });
}
