import { ModelStatus } from '../../models/ModelStatus.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

const Nothing = z.object({});

/** The chat model: getting it, importing it, loading it. */
export const modelsService = defineService({
  name: 'models',
  calls: {
    /** Gets and loads the default model, or the file or folder named here (kept in the settings). */
    install: { params: z.object({ file: z.string().min(1).max(4_096).nullable() }), result: Nothing },
    cancel: { params: Nothing, result: Nothing },
    /** Starts the engine again after it has failed too often. */
    restart: { params: Nothing, result: Nothing },
  },
  streams: {
    /** The present status first, then every change; progress is coalesced. */
    watch: { params: Nothing, item: ModelStatus },
  },
});
