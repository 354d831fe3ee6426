import { serveService } from '../../../app/contract/serveService.ts';
import { turnService } from '../../../app/contract/services/turn.ts';
import { parentChannel } from '../../supervise/parentChannel.ts';
import { createTurn } from './createTurn.ts';

// Entry of the process that hears the end of a turn. It ends with its channel; what it did not expect ends it too.
process.on('unhandledRejection', (error) => {
  console.error('turn:', error);
  process.exit(1);
});

serveService(parentChannel(), turnService, createTurn());
