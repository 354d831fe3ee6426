import { serveService } from '../../../app/contract/serveService.ts';
import { hearingService } from '../../../app/contract/services/hearing.ts';
import { parentChannel } from '../../supervise/parentChannel.ts';
import { createRecognition } from './createRecognition.ts';
import { loadRecogniser } from './loadRecogniser.ts';

// Entry of the process of a streaming recogniser: apart from voice activity, which must not wait for it. It ends with its
// channel, so it never outlives the host; what it did not expect ends it too, and the host starts a fresh one.
process.on('unhandledRejection', (error) => {
  console.error('recognition:', error);
  process.exit(1);
});

serveService(parentChannel(), hearingService, createRecognition(loadRecogniser));
