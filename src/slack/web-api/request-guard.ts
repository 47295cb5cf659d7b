import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  defaultBodyLimit,
  HTTPModuleFunctions,
  type HTTPReceiver,
  HTTPReceiverDeferredRequestError,
  type Logger,
  type ReceiverDispatchErrorHandlerArgs,
  type ReceiverProcessEventErrorHandlerArgs,
} from '@slack/bolt';
import type { Clock } from '../../platform/clock.ts';
import { classifyRequest } from './request-schemas.ts';

/** Allowed clock difference of x-slack-request-timestamp; Bolt checks only the past. Source: docs.slack.dev, verifying requests. */
const TIMESTAMP_TOLERANCE_S = 300;

type GuardOptions = {
  readonly signingSecret: string;
  readonly path: string;
  readonly commands: readonly string[];
  readonly logger: Logger;
  readonly clock: Clock;
  /** Told whether a request that comes as Slack's, and is fresh, carries the right signature. */
  readonly onSignature: (isRight: boolean) => void;
};

/**
 * Puts a guard before Bolt: a signed request that is not what Slack sends is answered with 400 and logged once, without its content. Forged,
 * stale and unreadable ones stay Bolt's, which says 401, 413 or 400.
 */
export function guardReceiver(receiver: HTTPReceiver, guard: GuardOptions): HTTPReceiver {
  const handOn = receiver.requestListener;
  receiver.requestListener = (request, response) => {
    if (request.method !== 'POST' || requestPath(request) !== guard.path) {
      handOn(request, response);
      return;
    }
    inspectRequest(request, response, guard)
      .then((isGood) => {
        if (isGood) handOn(request, response);
      })
      .catch((error: unknown) => {
        guard.logger.error('A request could not be looked at', error);
        sendStatus(response, 400);
      });
  };
  return receiver;
}

/** The path of a request; undefined where its address is none. */
function requestPath({ url = '/' }: IncomingMessage): string | undefined {
  return URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost').pathname : undefined;
}

/** Inspects a signed request. @returns whether to pass it on to Bolt; else it was acknowledged and ignored, or rejected as malformed. */
async function inspectRequest(request: IncomingMessage, response: ServerResponse, guard: GuardOptions): Promise<boolean> {
  const { logger, clock } = guard;
  const stamp = Number(request.headers['x-slack-request-timestamp']);
  if (stamp - clock.wallNow() / 1000 > TIMESTAMP_TOLERANCE_S) {
    logger.warn('A request was stamped in the future');
    sendStatus(response, 401);
    return false;
  }
  let body: unknown;
  try {
    // Bolt finds the body read already, and verifies it once more.
    const buffered = await HTTPModuleFunctions.bufferIncomingMessage(request, defaultBodyLimit);
    await HTTPModuleFunctions.parseAndVerifyHTTPRequest({ enabled: true, signingSecret: guard.signingSecret }, buffered);
    guard.onSignature(true);
    body = HTTPModuleFunctions.parseHTTPRequestBody(buffered);
  } catch (error) {
    if (!HTTPModuleFunctions.isRawBodyError(error)) {
      const isFresh = Math.abs(stamp - clock.wallNow() / 1000) <= TIMESTAMP_TOLERANCE_S;
      if (isFresh && request.headers['x-slack-signature'] !== undefined) guard.onSignature(false);
      return true;
    }
    // What could not be read cannot be read again.
    logger.warn('The body of a request could not be read');
    sendStatus(response, error.statusCode === 413 ? 413 : 400);
    return false;
  }
  const taken = classifyRequest(body, guard.commands);
  if (taken.kind === 'hand on') return true;
  if (taken.kind === 'acknowledge') logger.info(`Slack sent what nothing here asks for: ${taken.what}`);
  else logger.warn(`A signed request is not what Slack sends: ${taken.what}, at "${taken.where}"`);
  sendStatus(response, taken.kind === 'acknowledge' ? 200 : 400);
  return false;
}

function sendStatus(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  response.writeHead(status);
  response.end();
}

/** An address that nothing answers is not found; one that cannot even be read is no fault of ours. */
export function dispatchErrorHandler(args: ReceiverDispatchErrorHandlerArgs): void {
  if (args.error instanceof HTTPReceiverDeferredRequestError) HTTPModuleFunctions.defaultDispatchErrorHandler(args);
  else sendStatus(args.response, 400);
}

/** What is left where Bolt itself fails over a request: said once, and the request is refused. */
export async function processEventErrorHandler({
  error,
  logger,
  response,
}: ReceiverProcessEventErrorHandlerArgs): Promise<boolean> {
  logger.error('A request could not be processed', error);
  sendStatus(response, 400);
  return false;
}
