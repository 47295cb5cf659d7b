/** The problem of a channel that another company reads along in, as a subscription and a waiting post keep it. Stored. */
export const SHARED_EXTERNALLY = 'shared_externally';

/** What stands in for a channel's problem where something else was refused, before Slack's own code. Stored. */
export const PICTURE_PROBLEM = 'picture:';
export const HOME_PROBLEM = 'home:';
export const THREAD_PROBLEM = 'thread:';
