import type { PostKind } from '../../store/types/posts.ts';
import { allClearPost } from './alert/all-clear.ts';
import { stageAlertPost } from './alert/stage-alert.ts';
import { stageAlertDmPost } from './alert/stage-alert-dm.ts';
import { stageAlertUpdatePost } from './alert/stage-alert-update.ts';
import { askPost } from './ask.ts';
import { askDonePost } from './ask-done.ts';
import { assignedPost } from './assigned.ts';
import { cardPost } from './card/card.ts';
import { cardThreadLinesPost } from './card/card-thread-lines.ts';
import { dealNewsPost } from './card/deal-news.ts';
import { dealNewsUpdatePost } from './card/deal-news-update.ts';
import { hiddenLinePost } from './card/hidden-line.ts';
import { calibrationPost } from './digest/calibration.ts';
import { digestPost } from './digest/digest.ts';
import { digestChartPost } from './digest/digest-chart.ts';
import { digestReviewPost } from './digest/digest-review.ts';
import { digestThreadPost } from './digest/digest-thread.ts';
import { hygieneRowsPost } from './digest/hygiene-rows.ts';
import { hygieneRowsUpdatePost } from './digest/hygiene-rows-update.ts';
import { forgottenPost } from './forgotten.ts';
import { handedOverPost } from './handed-over.ts';
import { importSummaryPost } from './import-summary.ts';
import { channelProblemPost } from './kit/channel-problem.ts';
import type { SendablePost } from './kit/define-post.ts';
import { leadPost } from './lead.ts';
import { leadTakenPost } from './lead-taken.ts';
import { leaverDealsPost } from './leaver-deals.ts';
import { managerNotePost } from './manager-note.ts';
import { morningNotePost } from './morning-note.ts';
import { newAdminPost } from './new-admin.ts';
import { promisesLeftPost } from './promises-left.ts';
import { stepReminderPost } from './step-reminder.ts';
import { teamGroupPost } from './team-group.ts';
import { webhookOffPost } from './webhook-off.ts';
import { welcomePost } from './welcome.ts';

/** Every kind of post, one line each: a kind without its definition does not compile, nor does one below another's name. */
export const ALL_POSTS: { readonly [Kind in PostKind]: SendablePost<Kind> } = {
  digest: digestPost,
  'digest-chart': digestChartPost,
  'digest-thread': digestThreadPost,
  'digest-tidy': hygieneRowsPost,
  'digest-tidied': hygieneRowsUpdatePost,
  'digest-review': digestReviewPost,
  'manager-note': managerNotePost,
  calibration: calibrationPost,
  'stage-alert': stageAlertPost,
  'stage-alert-dm': stageAlertDmPost,
  'stage-alert-taken': stageAlertUpdatePost,
  'all-clear': allClearPost,
  'morning-note': morningNotePost,
  'step-reminder': stepReminderPost,
  assigned: assignedPost,
  'handed-over': handedOverPost,
  'leaver-deals': leaverDealsPost,
  'deal-card': cardPost,
  'deal-event': cardThreadLinesPost,
  'deal-news': dealNewsPost,
  'deal-news-update': dealNewsUpdatePost,
  'deal-hidden': hiddenLinePost,
  'deal-ask': askPost,
  'deal-ask-done': askDonePost,
  'promises-left': promisesLeftPost,
  imported: importSummaryPost,
  problem: channelProblemPost,
  welcome: welcomePost,
  'new-admin': newAdminPost,
  'webhook-off': webhookOffPost,
  'team-group': teamGroupPost,
  forgotten: forgottenPost,
  lead: leadPost,
  'lead-taken': leadTakenPost,
};
