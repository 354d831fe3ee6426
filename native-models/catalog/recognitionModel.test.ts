import { expect, test } from 'vitest';
import { ModelInfo } from '../../app/models/ModelStatus.ts';
import { recognitionModel } from './recognitionModel.ts';

test('the entry of the recognition model is well formed, and a folder of the person comes before any network', () => {
  const { info, files, sources } = recognitionModel;
  expect(ModelInfo.parse(info)).toEqual(info);
  expect(info.downloadBytes).toBe(files.reduce((sum, file) => sum + file.size, 0));
  for (const { name, sha256 } of files) {
    expect(name).toMatch(/^[\w.-]+$/);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(sources.map((source) => source.kind)).toEqual(['given', 'package']);
});
