import { freePort } from '../../../simulator/free-port.ts';
import type { Manifest } from '../../../simulator/manifest.ts';
import type { Patient } from './patient.ts';

/** What is done to an installation that is well, and the one line that the doctor has to say about it. */
export type Misconfiguration = {
  readonly done: string;
  readonly to: (patient: Patient) => void | Promise<void>;
  /** Of the app in Slack. */
  readonly manifest?: (manifest: Manifest) => Manifest;
  readonly found: RegExp;
};

/** Over HTTP instead of Socket Mode. */
export async function overHttp({ env, slack }: Patient): Promise<number> {
  const port = await freePort();
  delete env['SLACK_APP_TOKEN'];
  delete env['SLACK_CONFIG_TOKEN'];
  Object.assign(env, { SLACK_SIGNING_SECRET: slack.signingSecret, PORT: String(port) });
  return port;
}
