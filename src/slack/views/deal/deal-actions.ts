/** Ids of what people do to a deal, shared by every view that offers them. The value of each button is a `dealButtonValue`. */
export const SHOW = 'deal.show';
export const ADVANCE = 'deal.advance';
export const WON = 'deal.won';
export const LOST = 'deal.lost';
export const REOPEN = 'deal.reopen';
/** Takes back the deal's last change. */
export const UNDO = 'deal.undo';
/** Opens the form for a new deal; the value is the line that fills it. */
export const OPEN_NEW_DEAL = 'deal.new';
/** Turns the pages of what a search found; the value is where the page begins, then the text. */
export const FIND_DEALS = 'deal.find';
/** My open deals. */
export const MY_DEALS = 'deal.mine';
/** Help with /deal. */
export const DEAL_HELP = 'help.deal';
/** The week as the channel reads it. */
export const PREVIEW_DIGEST = 'funnel.week';
/** Opens the form for a move to any stage. */
export const MOVE = 'deal.move';
/** Opens the form with everything that is known about a deal. */
export const EDIT = 'deal.edit';
/** The whole story of a deal; the value is the deal, then the page. */
export const HISTORY = 'deal.history';
/** Opens the form for a note. */
export const NOTE = 'deal.note';
/** Deletes a deal as entered by mistake, after asking. */
export const DELETE = 'deal.delete';
export const CONFIRM_DELETE = 'deal.delete-sure';
/** What a deal's win probability rests on. */
export const DEAL_WHY = 'funnel.why';
/** Opens the form for one's own estimate of the win probability; ends it. */
export const ESTIMATE = 'deal.estimate';
export const ESTIMATE_END = 'deal.estimate-end';
/** The same of a stage; the value of each is the stage. */
export const STAGE_WHY = 'stage.why';
export const STAGE_ESTIMATE = 'stage.estimate';
export const STAGE_ESTIMATE_END = 'stage.estimate-end';
/** Asks the owner or a manager for what one may not do oneself; the value is the deal, the action and where to. */
export const ASK = 'deal.ask';
/** Hands a deal over; the value is the deal, then `>` and the new owner. */
export const GIVE = 'deal.give';
/** Opens the form for the next step. */
export const PLAN = 'step.plan';
/** Notes that a recommended action is done; its id is the suffix. */
export const COMPLETE_ACTION = 'deal.tick';
/** Check boxes of all recommended actions of a deal's stage: their values are those that are done, the suffix is the deal. */
export const CHECK_ACTIONS = 'deal.actions';
/** Suffix of the value of a button in a deal's private card: the card is rendered again after the press. */
export const FROM_DEAL_CARD = ' shown';
/** The same, in the reply to a move of an earlier version. */
export const FROM_MOVE_REPLY = ' moved';
