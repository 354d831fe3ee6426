import { engineService } from '../../app/contract/services/engine.ts';
import { serveService } from '../../app/contract/serveService.ts';
import { parentChannel } from '../supervise/parentChannel.ts';
import { createEngine } from './createEngine.ts';

// Entry of the engine process. It ends with its channel, so it never outlives the host; what it did not expect ends it
// too, and the host starts a fresh one.
process.on('unhandledRejection', (error) => {
  console.error('engine:', error);
  process.exit(1);
});

serveService(parentChannel(), engineService, createEngine());
