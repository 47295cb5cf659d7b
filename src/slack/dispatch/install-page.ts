import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Installation } from '@slack/bolt';
import { DEFAULT_LANGUAGE } from '../../core/people/language.ts';
import { LANGUAGES, languageFromLocale } from '../../locale/languages.ts';
import { toPlainText } from '../views/kit/text.ts';

/**
 * Refuses an installation for a whole organisation of Enterprise Grid, before anything of it is stored: the page says what to do instead.
 *
 * @returns whether the installation may go on; where not, the page is answered.
 */
export async function refuseOrgInstall(
  installation: Pick<Installation, 'isEnterpriseInstall' | 'team'>,
  [request, response]: readonly [IncomingMessage, ServerResponse],
): Promise<boolean> {
  if (installation.isEnterpriseInstall !== true && installation.team !== undefined) return true;
  const language = languageFromLocale(request.headers['accept-language'] ?? null) ?? DEFAULT_LANGUAGE;
  const sentence = toPlainText(LANGUAGES[language].access.orgInstall);
  response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Lejek</title><p>${sentence}</p></html>`);
  return false;
}
