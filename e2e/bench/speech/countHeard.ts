import type { CaptionModels } from '../../../main/services/captions/CaptionModels.ts';

/** The models, and how many samples each of the two processes was given and took. */
export function countHeard(models: CaptionModels): {
  readonly models: CaptionModels;
  readonly heard: () => { readonly speech: number; readonly hearing: number };
} {
  const heard = { speech: 0, hearing: 0 };
  return {
    models: {
      ...models,
      async whenReady(signal) {
        const { speech, hearing } = await models.whenReady(signal);
        return {
          speech: {
            ...speech,
            async hear(params) {
              const result = await speech.hear(params);
              heard.speech += params.samples.length / 2;
              return result;
            },
          },
          hearing: {
            ...hearing,
            async hear(params) {
              const result = await hearing.hear(params);
              heard.hearing += params.samples.length / 2;
              return result;
            },
          },
        };
      },
    },
    heard: () => ({ ...heard }),
  };
}
