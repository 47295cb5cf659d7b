import type { Person } from '../../simulator/person/person.ts';
import { setUpFunnel } from './bot-actions.ts';
import type { TestBot } from './test-bot.ts';

/** Idempotency keys of the messages of #sales. */
export const salesKeys = (lejek: TestBot): readonly string[] =>
  lejek.messages(lejek.sales).map(({ metadata }) => String(Object.values(metadata?.event_payload ?? {})[0] ?? ''));

/** Weekly summaries in #sales, in either language. */
export const salesDigests = (lejek: TestBot): readonly string[] =>
  lejek.posts(lejek.sales).filter((post) => /Funnel, week|Lejek, tydzień/.test(post));

/** What a person was told directly that says this. */
export const toldTo = (lejek: TestBot, person: Person, words: string): readonly string[] =>
  lejek.posts(person.id).filter((post) => post.includes(words));

/** Two admins from now on: Ewa, who reads English, and Anna, who reads Polish. */
export async function setUpWithTwoAdmins(lejek: TestBot, language: 'en' | 'pl' = 'en'): Promise<void> {
  const { ewa, anna, tenant } = lejek;
  await setUpFunnel(lejek, ewa, { language });
  const { id = '' } = (await tenant.members.bySlackUser(anna.id)) ?? {};
  await tenant.members.setLanguage(id, 'pl');
  await tenant.members.setRole(id, 'admin');
}
