import { SpeechModel } from '../../models/SpeechModel.ts';
import { SpeechModelList } from '../../models/SpeechModelList.ts';
import { SpeechRole } from '../../models/SpeechRole.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

const Nothing = z.object({});

/** Speech models that a person adds to those of the starter set: voices, recognisers and what helps them. */
export const speechModelsService = defineService({
  name: 'speechModels',
  calls: {
    /**
     * Looks at a folder, or at a single file where that is a whole model, and keeps a copy of it when it is one.
     * Returns at once; the list tells how far it is and how it went. Fails with `busy` while another is installed.
     */
    install: { params: z.object({ path: z.string().min(1).max(4_096) }), result: Nothing },
    /** Stops installing; nothing of it is kept. */
    cancelInstall: { params: Nothing, result: Nothing },
    /** Removes the copy; the files it was made from are not touched. Who had it chosen goes back to Headwater's own. */
    remove: { params: z.object({ id: SpeechModel.shape.id }), result: Nothing },
    /** Chooses a model of its kind; null: Headwater's own, or none. Fails with `not-found`, `bad-request`. */
    choose: { params: z.object({ role: SpeechRole, id: SpeechModel.shape.id.nullable() }), result: Nothing },
  },
  streams: {
    /** The present list first, then after every change; progress is coalesced. */
    watch: { params: Nothing, item: SpeechModelList },
  },
});
