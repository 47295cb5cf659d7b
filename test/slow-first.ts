import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take more than some ten seconds, the longest first. */
const SLOW: readonly RegExp[] = [
  /e2e\/quarter/,
  /test\/main\./,
  /bench\/drills/,
  /store\/db\/durable/,
  /demo\/page/,
  /test\/cli\//,
  /core\/backtest\/backtest/,
  /e2e\//,
  /simulator\/demo\//,
  /every-route/,
  /slack\/rights/,
  /doctor\/misconfigurations/,
  /one-story/,
  /manager-note/,
  /stage-alert-needs/,
  /jobs\/schedule/,
  /listeners\/workspace\/home/,
  /jobs\/repairs/,
];

const rank = ({ moduleId }: TestSpecification): number => {
  const place = SLOW.findIndex((pattern) => pattern.test(moduleId));
  return place === -1 ? SLOW.length : place;
};

/** Begins with the slow files, so that at the end no worker is left alone with one of them. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
