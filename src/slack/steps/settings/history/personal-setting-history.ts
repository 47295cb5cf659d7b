import { z } from 'zod';
import { DIRECT_CLASSES, type DirectClass } from '../../../../core/people/direct-classes.ts';
import { LANGUAGE_CODES, type Language } from '../../../../core/people/language.ts';
import type { QuietHours } from '../../../../core/time/quiet-hours.ts';
import { LANGUAGE_NAMES, messagesFor } from '../../../../locale/languages.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import type { SettingHistory } from './setting-history.ts';

const language = z.enum(LANGUAGE_CODES).nullable();
const quiet = z.object({ from: z.string(), to: z.string() }).nullable();
/** Payloads of changes of a person's own settings; null: none of their own. Stored. */
const languageChange = z.object({ before: language, after: language });
const quietChange = z.object({ before: quiet, after: quiet });

const directOff = z.array(z.enum(DIRECT_CLASSES));
const directChange = z.object({ before: directOff, after: directOff });

const languageName = (m: Messages, chosen: Language | null): SafeText =>
  chosen === null ? m.home.slackLanguage : LANGUAGE_NAMES[chosen];
const hours = (m: Messages, own: QuietHours | null): SafeText =>
  own === null ? m.home.quietDefault : m.home.quietSpan(m.f.clock(own.from), m.f.clock(own.to));
const isSame = (one: QuietHours | null, other: QuietHours | null): boolean => one?.from === other?.from && one?.to === other?.to;

/** Sets the language in which Lejek speaks to a person, and keeps the one before; null: Slack's. */
export async function chooseLanguage({ tenant, member, at }: RequestContext, after: Language | null): Promise<void> {
  await tenant.members.setLanguage(member.id, after);
  if (after === member.language) return;
  const payload = { before: member.language, after };
  await tenant.settingChanges.record({ memberId: member.id, kind: 'language', at, payload });
}

/** Sets a person's quiet hours, and keeps those before; null: the night that is everybody's. */
export async function chooseQuietHours({ tenant, member, at }: RequestContext, after: QuietHours | null): Promise<void> {
  await tenant.members.setQuietHours(member.id, after);
  if (isSame(after, member.quiet)) return;
  const payload = { before: member.quiet, after };
  await tenant.settingChanges.record({ memberId: member.id, kind: 'quiet-hours', at, payload });
}

/** What a person does without, in words. */
const without = (m: Messages, off: readonly DirectClass[]): SafeText =>
  off.length === 0 ? m.home.directAll : m.home.directWithout(off.map((each) => m.home.directClass[each]));
const isSameSet = (one: readonly DirectClass[], other: readonly DirectClass[]): boolean =>
  DIRECT_CLASSES.every((each) => one.includes(each) === other.includes(each));

/** Sets which direct messages a person does without, and keeps those before. */
export async function chooseDirectOff({ tenant, member, at }: RequestContext, after: readonly DirectClass[]): Promise<void> {
  if (isSameSet(after, member.directOff)) return;
  await tenant.members.setDirectOff(member.id, after);
  const payload = { before: member.directOff, after };
  await tenant.settingChanges.record({ memberId: member.id, kind: 'direct-off', at, payload });
}

/** The language in which Lejek speaks to a person: taken back, it says so in the one before. */
export const languageHistory: SettingHistory = {
  describe: async ({ m }, { payload }) => {
    const change = languageChange.safeParse(payload).data;
    return change === undefined
      ? undefined
      : m.home.languageChanged(languageName(m, change.before), languageName(m, change.after));
  },
  undo: async ({ m, tenant, member, workspace }, { payload }) => {
    const change = languageChange.safeParse(payload).data;
    if (change === undefined) return undefined;
    if (member.language !== change.after) return { undone: false, said: m.home.settingChangedSince };
    await tenant.members.setLanguage(member.id, change.before);
    const before = messagesFor({ ...member, language: change.before }, workspace);
    return { undone: true, said: before.home.languageUndone(languageName(before, change.before)) };
  },
};

/** When direct messages wait. */
export const quietHoursHistory: SettingHistory = {
  describe: async ({ m }, { payload }) => {
    const change = quietChange.safeParse(payload).data;
    return change === undefined ? undefined : m.home.quietChanged(hours(m, change.before), hours(m, change.after));
  },
  undo: async ({ m, tenant, member }, { payload }: SettingChange) => {
    const change = quietChange.safeParse(payload).data;
    if (change === undefined) return undefined;
    if (!isSame(member.quiet, change.after)) return { undone: false, said: m.home.settingChangedSince };
    await tenant.members.setQuietHours(member.id, change.before);
    return { undone: true, said: m.home.quietUndone(hours(m, change.before)) };
  },
};

/** Which direct messages a person does without. */
export const directOffHistory: SettingHistory = {
  describe: async ({ m }, { payload }) => {
    const change = directChange.safeParse(payload).data;
    return change === undefined ? undefined : m.home.directChanged(without(m, change.before), without(m, change.after));
  },
  undo: async ({ m, tenant, member }, { payload }: SettingChange) => {
    const change = directChange.safeParse(payload).data;
    if (change === undefined) return undefined;
    if (!isSameSet(member.directOff, change.after)) return { undone: false, said: m.home.settingChangedSince };
    await tenant.members.setDirectOff(member.id, change.before);
    return { undone: true, said: m.home.directUndone(without(m, change.before)) };
  },
};
