import { describeShortDrills } from '../../support/short-drills.ts';

describeShortDrills(['power-loss', 'lost-commit', 'database-away', 'disk-full', 'disk-broken', 'redelivery']);
