/** `npm run -s doctor`: one line for each thing that Lejek needs, and what to do where one is not well; 1 where one is not. */

import { checkResultLine } from '../doctor/check-result.ts';
import { runDoctor } from '../doctor/run-doctor.ts';
import { systemClock } from '../platform/clock.ts';
import { loadEnvironment } from '../platform/config.ts';
import { errorMessage } from '../platform/error-message.ts';
import { printError, printOut } from './tool.ts';

try {
  const findings = await runDoctor(loadEnvironment(), systemClock());
  for (const finding of findings) printOut(checkResultLine(finding));
  process.exitCode = findings.some(({ state }) => state === 'ill') ? 1 : 0;
} catch (error) {
  printError(errorMessage(error));
  process.exitCode = 1;
}
