import { speechService } from '../../app/contract/services/speech.ts';
import { serveService } from '../../app/contract/serveService.ts';
import { parentChannel } from '../supervise/parentChannel.ts';
import { createSpeech } from './createSpeech.ts';

// Entry of the speech process. It ends with its channel, so it never outlives the host; what it did not expect ends it
// too, and the host starts a fresh one.
process.on('unhandledRejection', (error) => {
  console.error('speech:', error);
  process.exit(1);
});

serveService(parentChannel(), speechService, createSpeech());
