import { hearingService } from '../../app/contract/services/hearing.ts';
import { serveService } from '../../app/contract/serveService.ts';
import { parentChannel } from '../supervise/parentChannel.ts';
import { goFirst } from './goFirst.ts';
import { createHearing } from './createHearing.ts';

// Entry of the hearing process. It ends with its channel, so it never outlives the host; what it did not expect ends it
// too, and the host starts a fresh one.
process.on('unhandledRejection', (error) => {
  console.error('hearing:', error);
  process.exit(1);
});

goFirst();
serveService(parentChannel(), hearingService, createHearing());
