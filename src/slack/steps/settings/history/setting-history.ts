import type { SafeText } from '../../../../locale/safe-text.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';

/** What came of taking a change back: `undone` false: somebody has changed the same since. */
export type UndoneSetting = { readonly undone: boolean; readonly said: SafeText };

/** How changes of one kind of setting are told and taken back; undefined for what no version wrote. */
export type SettingHistory = {
  /** From what to what. */
  readonly describe: (context: RequestContext, change: SettingChange) => Promise<SafeText | undefined>;
  readonly undo: (context: RequestContext, change: SettingChange) => Promise<UndoneSetting | undefined>;
};
