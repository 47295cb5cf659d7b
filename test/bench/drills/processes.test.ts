import { describeShortDrills } from '../../support/short-drills.ts';

describeShortDrills(['kill', 'second-opener', 'restart-steps']);
