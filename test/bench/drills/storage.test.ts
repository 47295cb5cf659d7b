import { describeShortDrills } from '../../support/short-drills.ts';

describeShortDrills(['database-away', 'disk-full', 'disk-broken', 'redelivery']);
