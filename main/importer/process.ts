import { serveService } from '../../app/contract/serveService.ts';
import { parentChannel } from '../supervise/parentChannel.ts';
import { createImporter } from './createImporter.ts';
import { importerService } from './importerService.ts';
import { importLimits, MEMORY_EXIT_CODE } from './importLimits.ts';

const MEMORY_CHECK_MS = 250;

// The entry of the disposable import child.
setInterval(() => {
  if (process.memoryUsage.rss() > importLimits.residentBytes) process.exit(MEMORY_EXIT_CODE);
}, MEMORY_CHECK_MS).unref();
serveService(parentChannel(), importerService, createImporter());
