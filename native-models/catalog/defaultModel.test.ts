import { expect, test } from 'vitest';
import { ModelInfo } from '../../app/models/ModelStatus.ts';
import { Sampling } from '../../app/models/Sampling.ts';
import { defaultModel } from './defaultModel.ts';

test('the entry of the default model is well formed, and a file of the person comes before any network', () => {
  expect(ModelInfo.parse(defaultModel.info)).toEqual(defaultModel.info);
  expect(Sampling.parse(defaultModel.sampling)).toEqual(defaultModel.sampling);
  expect(defaultModel.file.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(defaultModel.info.downloadBytes).toBe(defaultModel.file.size);
  expect(defaultModel.sources.map((source) => source.kind)).toEqual(['given', 'hub', 'package']);
});
