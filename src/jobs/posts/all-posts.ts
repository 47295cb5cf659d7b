import type { PostKind } from '../../store/types/posts.ts';
import { allClearPost } from './all-clear.ts';
import { assignedPost } from './assigned.ts';
import { calibrationPost } from './calibration.ts';
import { cardPost } from './card.ts';
import { cardThreadLinesPost } from './card-thread-lines.ts';
import { channelProblemPost } from './channel-problem.ts';
import type { SendablePost } from './define-post.ts';
import { digestPost } from './digest.ts';
import { digestChartPost } from './digest-chart.ts';
import { digestThreadPost } from './digest-thread.ts';
import { hygieneRowsPost } from './hygiene-rows.ts';
import { hygieneRowsUpdatePost } from './hygiene-rows-update.ts';
import { importSummaryPost } from './import-summary.ts';
import { morningNotePost } from './morning-note.ts';
import { stageAlertPost } from './stage-alert.ts';
import { stageAlertDmPost } from './stage-alert-dm.ts';
import { stageAlertUpdatePost } from './stage-alert-update.ts';
import { welcomePost } from './welcome.ts';

/** Every kind of post, one line each: a kind without its definition does not compile, nor does one below another's name. */
export const ALL_POSTS: { readonly [Kind in PostKind]: SendablePost<Kind> } = {
  digest: digestPost,
  'digest-chart': digestChartPost,
  'digest-thread': digestThreadPost,
  'digest-tidy': hygieneRowsPost,
  'digest-tidied': hygieneRowsUpdatePost,
  calibration: calibrationPost,
  'stage-alert': stageAlertPost,
  'stage-alert-dm': stageAlertDmPost,
  'stage-alert-taken': stageAlertUpdatePost,
  'all-clear': allClearPost,
  'morning-note': morningNotePost,
  assigned: assignedPost,
  'deal-card': cardPost,
  'deal-event': cardThreadLinesPost,
  imported: importSummaryPost,
  problem: channelProblemPost,
  welcome: welcomePost,
};
