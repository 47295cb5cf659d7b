import type { RefusalCode } from '../tools/tool.ts';

/** Refusals before a tool is reached. */
export type DoorCode =
  | 'noToken'
  | 'badToken'
  | 'tooFast'
  | 'tooLarge'
  | 'notJson'
  | 'noSuchTool'
  | 'foreignOrigin'
  | 'wrongMethod'
  | 'noSuchForm'
  | 'badSecret'
  | 'archived';

const STATUS: Readonly<Partial<Record<RefusalCode | DoorCode, number>>> = {
  noToken: 401,
  badToken: 401,
  badSecret: 401,
  notAllowed: 403,
  noAccess: 403,
  foreignOrigin: 403,
  noSuchDeal: 404,
  noSuchTool: 404,
  noSuchForm: 404,
  wrongMethod: 405,
  changedMeanwhile: 409,
  closed: 409,
  alreadyThere: 409,
  duplicate: 409,
  severalFit: 409,
  tooLarge: 413,
  tooFast: 429,
  fault: 500,
  busy: 503,
  notJson: 400,
  badInput: 400,
};

/** What the person can mend in what was asked. */
const UNPROCESSABLE = 422;

/** The HTTP status of a refusal. */
export const statusOf = (code: RefusalCode | DoorCode): number => STATUS[code] ?? UNPROCESSABLE;
