import { activityModel } from '../../../native-models/catalog/activityModel.ts';
import { phonemeData } from '../../../native-models/catalog/phonemeData.ts';
import { recognitionModel } from '../../../native-models/catalog/recognitionModel.ts';
import { voiceModel } from '../../../native-models/catalog/voiceModel.ts';
import type { StarterModel } from './StarterModel.ts';

const activity: StarterModel = { model: activityModel, kind: null };
const recognition: StarterModel = { model: recognitionModel, kind: 'recognition' };
const phonemes: StarterModel = { model: phonemeData, kind: null };
const voice: StarterModel = { model: voiceModel, kind: 'speech' };

/** What each window fetches when it is first opened; small ones first. Sets may share a model: it is fetched once. */
export const starterModels = {
  captions: [activity, recognition],
  /** what captions want beside a recogniser that the person has installed */
  activity: [activity],
  readAloud: [phonemes, voice],
  /** what a voice that the person has installed may need */
  pronunciation: [phonemes],
  voice: [activity, phonemes, recognition, voice],
} as const satisfies Readonly<Record<string, readonly StarterModel[]>>;
