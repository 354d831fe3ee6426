import { serveService } from '../../../app/contract/serveService.ts';
import { finishingService } from '../../../app/contract/services/finishing.ts';
import { parentChannel } from '../../supervise/parentChannel.ts';
import { createFinishing } from './createFinishing.ts';

// Entry of the process that works on what was spoken, apart from what is being spoken. It ends with its channel, so it
// never outlives the host; what it did not expect ends it too, and the host starts a fresh one.
process.on('unhandledRejection', (error) => {
  console.error('finishing:', error);
  process.exit(1);
});

serveService(parentChannel(), finishingService, createFinishing());
