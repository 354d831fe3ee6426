import { embeddingService } from '../../app/contract/services/embedding.ts';
import { engineService } from '../../app/contract/services/engine.ts';
import { serveService } from '../../app/contract/serveService.ts';
import { parentChannel } from '../supervise/parentChannel.ts';
import { createEngine } from './createEngine.ts';
import { createEmbedding } from './embedding/createEmbedding.ts';
import { createScheduler } from './schedule/createScheduler.ts';

// Entry of the engine process. It ends with its channel, so it never outlives the host; what it did not expect ends it
// too, and the host starts a fresh one.
process.on('unhandledRejection', (error) => {
  console.error('engine:', error);
  process.exit(1);
});

const channel = parentChannel();
// Both services' graphs run on one device.
const scheduler = createScheduler();
serveService(channel, engineService, createEngine(scheduler));
serveService(channel, embeddingService, createEmbedding(scheduler));
