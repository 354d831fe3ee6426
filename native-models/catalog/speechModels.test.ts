import { expect, test } from 'vitest';
import { ModelInfo } from '../../app/models/ModelStatus.ts';
import { activityModel } from './activityModel.ts';
import { phonemeData } from './phonemeData.ts';
import { voiceModel } from './voiceModel.ts';

test.each([activityModel, voiceModel, phonemeData])('the entry of $info.name is well formed, a folder of the person comes before any network', ({ info, files, sources }) => {
  expect(ModelInfo.parse(info)).toEqual(info);
  expect(info.downloadBytes).toBe(files.reduce((sum, file) => sum + file.size, 0));
  for (const { name, sha256 } of files) {
    expect(name).toMatch(/^(?:[\w-]+\/)*[\w.-]+$/);
    expect(name).not.toContain('..');
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(sources.map((source) => source.kind)).toEqual(['given', 'package']);
});
