import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

/** Facts about, and small favours of, the program around the window. */
export const hostService = defineService({
  name: 'host',
  calls: {
    info: {
      params: z.object({}),
      result: z.object({
        kind: z.enum(['web', 'desktop']),
        version: z.string(),
        platform: z.string(),
        /** where conversations, settings and models lie */
        home: z.string(),
        /** what the person must be told of the last start, a sentence each (a damaged file that was put aside) */
        notices: z.array(z.string()),
      }),
    },
    /** Opens a web page outside, after the person agreed. http and https only. */
    openExternal: { params: z.object({ url: z.url().max(4_096) }), result: z.object({ opened: z.boolean() }) },
  },
  streams: {},
});
