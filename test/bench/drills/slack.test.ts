import { describeShortDrills } from '../../support/short-drills.ts';

describeShortDrills(['socket', 'fuzz', 'slack-away', 'clock']);
