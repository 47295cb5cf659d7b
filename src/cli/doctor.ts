/** `npm run -s doctor`: one line for each thing that Lejek needs, and what to do where one is not well; 1 where one is not. */
import { environment } from '../config.ts';
import { doctor } from '../doctor/doctor.ts';
import { findingLine } from '../doctor/finding.ts';
import { reasonOf } from '../reason.ts';
import { complain, say } from './tool.ts';

try {
  const findings = await doctor(environment(), Date.now);
  for (const finding of findings) say(findingLine(finding));
  process.exitCode = findings.some(({ state }) => state === 'ill') ? 1 : 0;
} catch (error) {
  complain(reasonOf(error));
  process.exitCode = 1;
}
