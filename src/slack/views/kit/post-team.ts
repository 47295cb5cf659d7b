import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { contextLine } from './blocks.ts';
import type { PostContent } from './post-content.ts';
import { notificationAbout } from './text.ts';

/** A post that says which team it is about: above it, and before what a notification says; as it is where it is about all. */
export const namePostTeam = <Content extends PostContent>(m: Messages, content: Content, team: SafeText | undefined): Content =>
  team === undefined
    ? content
    : {
        ...content,
        text: notificationAbout(team, content.text),
        blocks: content.blocks.length < 50 ? [contextLine(m.teams.post(team)), ...content.blocks] : content.blocks,
      };
