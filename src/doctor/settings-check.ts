import { editDistance } from '../input/edit-distance.ts';
import type { Environment } from '../platform/config.ts';
import { SECRET_SETTINGS, SETTING_DESCRIPTIONS, type SettingProblem, settingNames } from '../platform/settings.ts';
import { type CheckResult, failed } from './check-result.ts';

/** Of compose.yml, not of the bot. */
const OF_COMPOSE = ['POSTGRES_PASSWORD'];
const KNOWN: readonly string[] = [...settingNames, ...SECRET_SETTINGS.map((name) => `${name}_FILE`), ...OF_COMPOSE];

/** Edits that a name may be away from a setting's and still be closest for it; shorter names are like too much. */
const MISSPELT_WITHIN = 2;
const SHORTEST_LIKENESS = 8;
/** Whatever begins so is closest for Lejek. */
const OWN_PREFIX = 'LEJEK_';

/** A setting that is wrong, with the place where its value is found. */
export const settingProblem = ({ setting, what }: SettingProblem): CheckResult =>
  failed(setting, what, `Found at: ${SETTING_DESCRIPTIONS[setting]}`);

/** Variables of the environment that look like a setting and are none: a misspelt one is silently left out. */
export function checkMisspelt(env: Environment): readonly CheckResult[] {
  return Object.entries(env).flatMap(([name, value = '']) => {
    if (value.trim() === '' || KNOWN.includes(name)) return [];
    const closest = closestSetting(name.toUpperCase());
    if (closest !== undefined) return [failed(name, 'Lejek knows no such setting', `Write ${closest}, or take it out`)];
    if (!name.toUpperCase().startsWith(OWN_PREFIX)) return [];
    return [failed(name, 'Lejek knows no such setting', 'Take it out; .env.example shows all that there are')];
  });
}

function closestSetting(name: string): string | undefined {
  if (name.length < SHORTEST_LIKENESS) return undefined;
  const near = KNOWN.map((known) => ({ known, edits: editDistance(name, known) })).filter(
    ({ edits }) => edits <= MISSPELT_WITHIN,
  );
  return near.toSorted((a, b) => a.edits - b.edits)[0]?.known;
}

/** Settings that do nothing because another one wins. */
export function checkUnused(env: Environment): readonly CheckResult[] {
  const isSet = (name: string) => [env[name], env[`${name}_FILE`]].some((value = '') => value.trim() !== '');
  const unused = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'].filter(isSet);
  if (!isSet('SLACK_BOT_TOKEN') || unused.length === 0) return [];
  return [
    failed(
      'SLACK_BOT_TOKEN',
      `is set beside ${unused.join(' and ')}: the bot serves the one workspace of the token, and nobody can install it`,
      'Take the token out to serve many workspaces, or the others to serve one',
    ),
  ];
}
