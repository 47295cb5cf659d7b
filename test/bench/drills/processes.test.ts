import { describeShortDrills } from '../../support/short-drills.ts';

describeShortDrills(['kill', 'kill-store', 'second-opener', 'outbox', 'restart-steps']);
